package io.eventcart.platform.web.visitor;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Identifies the shopper of the current request. */
public final class Visitor {
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final String OPERATOR_SESSION = Visitor.class.getName() + ".operatorSession";

    private Visitor() {}

    /** @return the id of the operator's session in the browser that sent the request; empty without one */
    public static Optional<String> operatorSession(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(OPERATOR_SESSION)).map(Object::toString);
    }

    /** Remembers the session of a request, which the caller has checked. */
    public static void hasOperatorSession(HttpServletRequest request, String id) {
        request.setAttribute(OPERATOR_SESSION, id);
    }

    /** @return the shopper whose token came with the current request; empty without a token, or for the operator */
    public static Optional<UUID> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken session
                ? Optional.of(of(session.getToken()))
                : Optional.empty();
    }

    /**
     * The subject of a guest's token is the shopper's id. Another issuer's subject may be any text; its id is a hash of issuer
     * and subject.
     */
    private static UUID of(Jwt token) {
        var subject = token.getSubject();
        return UUID_FORM.matcher(subject).matches()
                ? UUID.fromString(subject)
                : UUID.nameUUIDFromBytes((token.getIssuer() + "\n" + subject).getBytes(StandardCharsets.UTF_8));
    }
}
