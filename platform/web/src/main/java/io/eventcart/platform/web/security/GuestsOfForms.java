package io.eventcart.platform.web.security;

import io.eventcart.platform.sliceapi.BeginsSession;
import io.eventcart.platform.web.security.GuestSessions.SessionEndpoint;
import io.eventcart.platform.web.visitor.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes a browser without a session a guest shopper when it sends a form that {@linkplain BeginsSession begins one}. */
@Configuration(proxyBeanMethods = false)
class GuestsOfForms implements WebMvcConfigurer {
    private final ObjectProvider<SessionEndpoint> guests;

    GuestsOfForms(ObjectProvider<SessionEndpoint> guests) {
        this.guests = guests;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(BeginsSession.class)
                        && Visitor.current().isEmpty()) {
                    guests.ifAvailable(sessions -> sessions.beginFor(request, response));
                }
                return true;
            }
        });
    }
}
