package io.eventcart.platform.web.limits;

import io.eventcart.platform.sliceapi.LimitedPerPerson;
import io.eventcart.platform.web.visitor.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class LimitsConfiguration implements WebMvcConfigurer {
    private final Watchers watchers;
    private final CallerLimits limits;

    LimitsConfiguration(Watchers watchers, CallerLimits limits) {
        this.watchers = watchers;
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(watchers);
        interceptors.addInterceptor(new PerPerson());
    }

    private final class PerPerson implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (handler instanceof HandlerMethod method) {
                var limited = method.getMethodAnnotation(LimitedPerPerson.class);
                if (limited != null) {
                    Visitor.current().ifPresent(person -> limits.call(limited, person));
                }
            }
            return true;
        }
    }

    /** Writes streams on virtual threads: a watcher that does not read blocks only its own. */
    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer async) {
        async.setTaskExecutor(new VirtualThreadTaskExecutor("watcher-"));
    }
}
