package io.eventcart.bench.crudcart;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class CrudSessionEndpoint {
    private final JwtEncoder encoder;
    private final CartProperties properties;

    CrudSessionEndpoint(JwtEncoder encoder, CartProperties properties) {
        this.encoder = encoder;
        this.properties = properties;
    }

    /** A new guest. */
    record Session(UUID shopperId, String token, Instant expiresAt) {}

    @PostMapping("/api/session")
    @ResponseStatus(HttpStatus.CREATED)
    Session begin() {
        var shopper = UUID.randomUUID();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var until = now.plus(properties.sessionLifetime());
        var claims = JwtClaimsSet.builder().issuer(Security.ISSUER).subject(shopper.toString()).issuedAt(now)
                .expiresAt(until).build();
        var token = encoder.encode(JwtEncoderParameters.from(JwsHeader.with(Security.ALGORITHM).build(), claims));
        return new Session(shopper, token.getTokenValue(), until);
    }
}
