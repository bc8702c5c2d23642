package io.eventcart.app;

import io.eventcart.platform.web.limits.CallerLimits;
import io.eventcart.platform.web.visitor.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Limits how many carts a shopper creates. */
@Configuration(proxyBeanMethods = false)
class CartsLimit implements WebMvcConfigurer, HandlerInterceptor {
    private final CallerLimits limits;

    CartsLimit(CallerLimits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/api/carts");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.POST.matches(request.getMethod())) {
            Visitor.current().ifPresent(limits::createCart);
        }
        return true;
    }
}
