package io.eventcart.platform.web.security;

import io.eventcart.platform.web.problems.ProblemWriter;
import io.eventcart.platform.web.problems.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses writes of another site's page, since the browser adds the visitor's cookie or remembered password to them. Browsers
 * send the origin of a request with it.
 *
 * <p>A request with a Bearer token is safe, since no browser adds the token by itself.
 *
 * <p>Source of the rule: https://words.filippo.io/csrf, "Protecting against CSRF in 2025".
 */
final class CrossOriginGuard extends OncePerRequestFilter {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private static final String BEARER = "bearer ";

    private final Problems problems;
    private final ProblemWriter writer;

    CrossOriginGuard(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE_METHODS.contains(request.getMethod()) || hasToken(request) || isFromOwnPage(request)) {
            chain.doFilter(request, response);
        } else {
            writer.write(problems.of("cross-origin", HttpStatus.FORBIDDEN,
                    "A page of another origin may not write with this browser's cookie or password."), response);
        }
    }

    private static boolean hasToken(HttpServletRequest request) {
        var credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credentials != null && credentials.toLowerCase(Locale.ROOT).startsWith(BEARER);
    }

    private static boolean isFromOwnPage(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN.contains(site);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        // Without both headers the client is no browser, so it adds no credentials by itself.
        return origin == null || authority(origin).equals(request.getHeader(HttpHeaders.HOST));
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
