package io.eventcart.platform.web.visitor;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who is shopping. */
public final class Visitor {
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private Visitor() {}

    /** @return the shopper whose token came with the current request; empty if it came with none, or the operator's */
    public static Optional<UUID> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken session
                ? Optional.of(of(session.getToken()))
                : Optional.empty();
    }

    /** A guest's subject is the shopper's id; another issuer's may be any text, and becomes one that is always the same. */
    private static UUID of(Jwt token) {
        var subject = token.getSubject();
        return UUID_FORM.matcher(subject).matches()
                ? UUID.fromString(subject)
                : UUID.nameUUIDFromBytes((token.getIssuer() + "\n" + subject).getBytes(StandardCharsets.UTF_8));
    }
}
