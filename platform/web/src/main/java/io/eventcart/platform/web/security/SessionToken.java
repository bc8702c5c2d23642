package io.eventcart.platform.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.WebUtils;

/** Reads a shopper's token from the Authorization header, else from the cookie that browsers send. */
final class SessionToken implements BearerTokenResolver {
    static final String COOKIE = "eventcart_session";

    private final RequestMatcher open;
    private final BearerTokenResolver header = new DefaultBearerTokenResolver();

    /** @param open requests without a token; it ignores one that is sent, so that an expired one does not block getting a new one */
    SessionToken(RequestMatcher open) {
        this.open = open;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        if (open.matches(request)) {
            return null;
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return header.resolve(request);
        }
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }
}
