package io.eventcart.app.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** The endpoints that there are. */
@Component
@ConditionalOnWebApplication
final class KnownEndpoints {
    private static final String API = "/api/";

    private final RequestMappingHandlerMapping endpoints;

    KnownEndpoints(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        this.endpoints = endpoints;
    }

    /** @return false if the API has no endpoint at the address, whatever the method */
    boolean has(HttpServletRequest request) {
        if (!request.getRequestURI().startsWith(API)) {
            return true;
        }
        try {
            ServletRequestPathUtils.parseAndCache(request);
            return endpoints.getHandler(request) != null;
        } catch (Exception e) {
            return true; // There is one, and it does not take the method or the types of this request.
        }
    }
}
