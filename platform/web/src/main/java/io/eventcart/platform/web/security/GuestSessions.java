package io.eventcart.platform.web.security;

import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.eventstore.SharedSecrets;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.web.limits.CallerLimits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sessions of shoppers without an account. A stored key signs their tokens, so the tokens stay valid after a restart.
 *
 * <p>If {@code spring.security.oauth2.resourceserver.jwt.issuer-uri} names an OpenID Connect issuer, its tokens replace these,
 * and this configuration is off.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.security.oauth2.resourceserver.jwt.issuer-uri", havingValue = "none", matchIfMissing = true)
class GuestSessions {
    private static final int KEY_BYTES = 32;
    private static final MacAlgorithm ALGORITHM = MacAlgorithm.HS256;
    private static final String ISSUER = "https://eventcart.invalid/guests";

    @Bean
    SecretKeySpec sessionKey(SharedSecrets secrets) {
        return new SecretKeySpec(secrets.secret(SharedSecrets.SESSION_KEY, KEY_BYTES), "HmacSHA256");
    }

    @Bean
    JwtEncoder jwtEncoder(SecretKeySpec sessionKey) {
        return NimbusJwtEncoder.withSecretKey(sessionKey).algorithm(ALGORITHM).build();
    }

    /** Nimbus compares signatures in constant time. */
    @Bean
    JwtDecoder jwtDecoder(SecretKeySpec sessionKey) {
        var decoder = NimbusJwtDecoder.withSecretKey(sessionKey).macAlgorithm(ALGORITHM).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(ISSUER));
        return decoder;
    }

    /** A new guest. */
    record Session(UUID shopperId, String token, Instant expiresAt) {}

    @RestController
    @Tag(name = "Session", description = "The sessions of guest shoppers.")
    @ConditionalOnProperty(name = "spring.security.oauth2.resourceserver.jwt.issuer-uri", havingValue = "none", matchIfMissing = true)
    static final class SessionEndpoint {
        private final JwtEncoder encoder;
        private final JwtDecoder decoder;
        private final EventcartProperties properties;
        private final CallerLimits limits;
        private final Clock clock;

        SessionEndpoint(JwtEncoder encoder, JwtDecoder decoder, EventcartProperties properties, CallerLimits limits,
                Clock clock) {
            this.encoder = encoder;
            this.decoder = decoder;
            this.properties = properties;
            this.limits = limits;
            this.clock = clock;
        }

        @Operation(summary = "Become a guest shopper", description = "Starts a session. Send its token as a Bearer token with every call of a shopper. A "
                + "browser gets it as a cookie too.")
        @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
        @MayCall(Caller.ANYBODY)
        @PostMapping("/api/session")
        ResponseEntity<Session> begin(HttpServletRequest request) {
            var session = open(request);
            return ResponseEntity.status(HttpStatus.CREATED)
                    .header(HttpHeaders.SET_COOKIE, cookie(session, request).toString()).body(session);
        }

        /** Makes the sender of the request a new guest, in this request and, by a cookie, in its next ones. */
        void beginFor(HttpServletRequest request, HttpServletResponse response) {
            var session = open(request);
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(session, request).toString());
            SecurityContextHolder.getContext().setAuthentication(
                    SecurityConfiguration.shoppers().convert(decoder.decode(session.token())));
        }

        private Session open(HttpServletRequest request) {
            limits.beginSession(request.getRemoteAddr());
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            return open(UUID.randomUUID(), now, now.plus(properties.session().lifetime()));
        }

        private ResponseCookie cookie(Session session, HttpServletRequest request) {
            return ResponseCookie.from(SessionToken.COOKIE, session.token()).httpOnly(true).sameSite("Lax")
                    .path("/").secure(!Loopback.isNamedBy(request.getServerName()))
                    .maxAge(properties.session().lifetime()).build();
        }

        private Session open(UUID shopper, Instant from, Instant until) {
            var claims = JwtClaimsSet.builder().issuer(ISSUER).subject(shopper.toString()).issuedAt(from)
                    .expiresAt(until).build();
            var token = encoder.encode(JwtEncoderParameters.from(JwsHeader.with(ALGORITHM).build(), claims));
            return new Session(shopper, token.getTokenValue(), until);
        }
    }
}
