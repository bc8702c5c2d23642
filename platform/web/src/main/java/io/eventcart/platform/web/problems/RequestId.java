package io.eventcart.platform.web.problems;

import io.eventcart.platform.sliceapi.Command;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.MDC;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request an id: the caller's if it sent a valid one, else a new one. The answer, its problem and each log line about
 * the request have it, so that the log lines of a shopper's complaint can be found.
 *
 * <p>It is a valve of the server, since the server refuses some requests before any filter sees them.
 */
public final class RequestId extends ValveBase {
    public static final String HEADER = "X-Request-Id";
    /** Its key in the log's context, and its field in a problem. */
    static final String NAME = "requestId";
    private static final String CART = "cartId";
    private static final Pattern CART_FORM = Pattern.compile("[0-9A-Fa-f-]{36}");
    private static final Pattern VALID_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final Pattern FIELD = Pattern.compile("\"" + NAME + "\":\"[A-Za-z0-9._-]{1,64}\"");

    private RequestId() {
        super(true);
    }

    /** @return the id of the request that this thread serves; empty if it serves none */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(NAME));
    }

    /** @return the id that the caller sent, if it is valid */
    static Optional<String> chosenByCaller(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER)).filter(VALID_ID.asMatchPredicate());
    }

    /** @return the body of an earlier answer, with the current call's id in place of the earlier one in a problem */
    public static String ofThisCall(String earlier) {
        return current().map(id -> FIELD.matcher(earlier).replaceFirst("\"" + NAME + "\":\"" + id + "\""))
                .orElse(earlier);
    }

    /** Writes an answer. */
    public interface Answering {
        void run() throws IOException;
    }

    /** Sets the id for a thread of the server that handles a request without passing the valve. */
    public static void during(HttpServletRequest request, Answering answering) throws IOException {
        MDC.put(NAME, String.valueOf(request.getAttribute(HEADER)));
        try {
            answering.run();
        } finally {
            MDC.remove(NAME);
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getAttribute(HEADER) == null) {
            request.setAttribute(HEADER, chosenByCaller(request).orElseGet(() -> UUID.randomUUID().toString()));
        }
        var id = String.valueOf(request.getAttribute(HEADER));
        response.setHeader(HEADER, id);
        MDC.put(NAME, id);
        try {
            getNext().invoke(request, response);
        } finally {
            MDC.remove(NAME);
            MDC.remove(CART);
        }
    }

    @Component
    static final class Customizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
        @Override
        public void customize(TomcatServletWebServerFactory tomcat) {
            tomcat.addEngineValves(new RequestId());
        }
    }

    /** Puts the cart's id of the address into the log's context. */
    public static final class OfCart implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                    && variables.get(CART) instanceof String cart && CART_FORM.matcher(cart).matches()) {
                MDC.put(CART, cart);
            }
            return true;
        }
    }

    /** Puts the ids into the log's context while a command is handled: that may be on another thread or instance than its request. */
    @Component
    static final class OfCommand implements MessageHandlerInterceptor<CommandMessage<?>> {
        @Override
        public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
                throws Exception {
            var before = MDC.getCopyOfContextMap();
            var command = unitOfWork.getMessage();
            if (command.getMetaData().get(MetaDataKeys.REQUEST_ID) instanceof String id) {
                MDC.put(NAME, id);
            }
            if (command.getPayload() instanceof Command<?> sent && sent.target() != null) {
                MDC.put(CART, sent.target());
            }
            try {
                return chain.proceed();
            } finally {
                MDC.setContextMap(before == null ? Map.of() : before);
            }
        }
    }
}
