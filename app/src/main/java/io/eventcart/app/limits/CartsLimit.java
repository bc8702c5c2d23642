package io.eventcart.app.limits;

import io.eventcart.app.security.Shopper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts the carts that a shopper creates. */
final class CartsLimit implements HandlerInterceptor {
    private final Limits limits;

    CartsLimit(Limits limits) {
        this.limits = limits;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.POST.matches(request.getMethod())) {
            Shopper.current().ifPresent(limits::createCart);
        }
        return true;
    }
}
