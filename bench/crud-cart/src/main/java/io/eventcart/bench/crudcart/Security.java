package io.eventcart.bench.crudcart;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.web.SecurityFilterChain;

/** The same check of the same kind of token as Eventcart's, so that neither side is spared it. */
@Configuration(proxyBeanMethods = false)
class Security {
    static final MacAlgorithm ALGORITHM = MacAlgorithm.HS256;
    static final String ISSUER = "https://crud-cart.invalid/guests";
    private static final int KEY_BYTES = 32;

    @Bean
    SecurityFilterChain routes(HttpSecurity http) {
        return http
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(HttpMethod.POST, "/api/session").permitAll()
                        .anyRequest().authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // Nothing is authenticated by cookie.
                .oauth2ResourceServer(tokens -> tokens.jwt(Customizer.withDefaults()))
                .build();
    }

    @Bean
    SecretKeySpec sessionKey(CartProperties properties) throws IOException {
        var file = Files.createDirectories(properties.dataDir()).resolve("session.key");
        if (!Files.exists(file)) {
            var bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            Files.write(file, bytes);
        }
        return new SecretKeySpec(Files.readAllBytes(file), "HmacSHA256");
    }

    @Bean
    JwtEncoder jwtEncoder(SecretKeySpec sessionKey) {
        return NimbusJwtEncoder.withSecretKey(sessionKey).algorithm(ALGORITHM).build();
    }

    @Bean
    JwtDecoder jwtDecoder(SecretKeySpec sessionKey) {
        var decoder = NimbusJwtDecoder.withSecretKey(sessionKey).macAlgorithm(ALGORITHM).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(ISSUER));
        return decoder;
    }
}
