package io.eventcart.platform.web.limits;

import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.sliceapi.TooManyRequests;
import io.eventcart.platform.web.visitor.Visitor;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Limits the open event streams, of all endpoints together.
 *
 * <p>A HEAD opens no stream, so it is not counted.
 */
@Component
final class Watchers implements AsyncHandlerInterceptor {
    /** The server's heartbeats detect within this time that a watcher has disconnected. */
    private static final Duration DISCONNECT_DETECTED_WITHIN = Duration.ofSeconds(15);
    private static final String WATCH = Watchers.class.getName();
    private static final String OPERATOR = "operator";

    private final int max;
    private final int maxOfOne;
    private final Map<String, Integer> watching = new HashMap<>();
    private int all;

    Watchers(EventcartProperties properties) {
        this.max = properties.limits().watchers();
        this.maxOfOne = properties.limits().watchersPerShopper();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.ASYNC && HttpMethod.GET.matches(request.getMethod())
                && isStream(request)) {
            request.setAttribute(WATCH, begin(Visitor.current().map(Object::toString).orElse(OPERATOR)));
        }
        return true;
    }

    /** The container calls the listener when the connection ends, for whatever reason. */
    @Override
    public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response,
            Object handler) {
        if (request.getAttribute(WATCH) instanceof Watch watch) {
            request.getAsyncContext().addListener(watch);
        }
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable Exception failure) {
        if (request.getAttribute(WATCH) instanceof Watch watch) {
            watch.end();
        }
    }

    /** Spring stores the endpoint's media types in this attribute. */
    private static boolean isStream(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Collection<?> types
                && types.contains(MediaType.TEXT_EVENT_STREAM);
    }

    private synchronized Watch begin(String watcher) {
        if (watching.getOrDefault(watcher, 0) >= maxOfOne) {
            throw new TooManyRequests("You watch " + maxOfOne + " streams at once. End one of them first.",
                    DISCONNECT_DETECTED_WITHIN);
        }
        if (all >= max) {
            throw new TooManyRequests("The server has " + max + " watchers at once. Try again later, or poll the"
                    + " cart instead of watching it.", DISCONNECT_DETECTED_WITHIN);
        }
        all++;
        watching.merge(watcher, 1, Integer::sum);
        return new Watch(watcher);
    }

    private synchronized void end(String watcher) {
        all--;
        watching.computeIfPresent(watcher, (ignored, count) -> count == 1 ? null : count - 1);
    }

    /** One open stream. */
    private final class Watch implements AsyncListener {
        private final String watcher;
        private final AtomicBoolean hasEnded = new AtomicBoolean();

        Watch(String watcher) {
            this.watcher = watcher;
        }

        void end() {
            if (hasEnded.compareAndSet(false, true)) {
                Watchers.this.end(watcher);
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            end();
        }

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this); // Each new start removes the listeners.
        }
    }
}
