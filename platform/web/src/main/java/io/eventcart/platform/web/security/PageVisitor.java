package io.eventcart.platform.web.security;

import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.web.pages.PageWriter;
import io.eventcart.platform.web.visitor.Visitor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Recognises the visitor of a page by the browser's cookies. On a page that the operator may see, a signed-in operator is the
 * operator; everywhere else the visitor is the guest of the cookie. A cookie that is not valid counts as none.
 */
final class PageVisitor extends OncePerRequestFilter {
    private final OperatorCookie operator;
    private final ObjectProvider<JwtDecoder> guests;
    private final ObjectProvider<KnownEndpoints> known;
    private final PageWriter writer;

    PageVisitor(OperatorCookie operator, ObjectProvider<JwtDecoder> guests, ObjectProvider<KnownEndpoints> known,
            PageWriter writer) {
        this.operator = operator;
        this.guests = guests;
        this.known = known;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (known.getObject().isPage(request)) {
            try {
                recognise(request);
            } catch (DataAccessException | CannotCreateTransactionException e) {
                writer.writeFault(HttpStatus.SERVICE_UNAVAILABLE.value(), "The shop can't reach its store",
                        "The store can't be reached at the moment. Try again in a few seconds.", request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void recognise(HttpServletRequest request) {
        var session = operator.sessionOf(request);
        session.ifPresent(id -> Visitor.hasOperatorSession(request, id));
        var isOperators = known.getObject().callersOf(request).contains(Caller.OPERATOR);
        var visitor = session.isPresent() && isOperators ? Optional.of(operator()) : guest(request);
        visitor.ifPresent(SecurityContextHolder.getContext()::setAuthentication);
    }

    private static Authentication operator() {
        return UsernamePasswordAuthenticationToken.authenticated("operator", null,
                SecurityConfiguration.OPERATORS_ROLE);
    }

    private Optional<Authentication> guest(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, SessionToken.COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional
                    .ofNullable(SecurityConfiguration.shoppers().convert(guests.getObject().decode(cookie.getValue())));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }
}
