package io.eventcart.app.security;

import io.eventcart.app.CartProperties;
import io.eventcart.app.OperatorPassword;
import io.eventcart.app.StartFault;
import io.eventcart.app.http.ProblemWriter;
import io.eventcart.app.http.Problems;
import io.eventcart.app.limits.Limits;
import jakarta.servlet.DispatcherType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may call what. An unlisted route requires authentication, and under {@code /api} a shopper's. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {
    private static final String SHOPPER = "SHOPPER";
    private static final String OPERATOR = "OPERATOR";
    private static final int LONGEST_PASSWORD_BYTES = 72;
    private static final int LEAST_STRENGTH = 4;

    private static final RequestMatcher CACHED_BY_ITS_TAG = read("/api/carts/{cartId}");

    /** Open to everybody: the way in, the descriptions of API and event model, what a problem means, and whether the app is well. */
    static final RequestMatcher OPEN = anyOf(
            on(HttpMethod.POST, "/api/session"),
            read("/actuator/health"),
            read("/actuator/health/liveness"),
            read("/actuator/health/readiness"),
            read("/problems/{kind}"),
            read("/event-model"),
            read("/event-model/{slice}"),
            read("/v3/api-docs"),
            read("/v3/api-docs/swagger-config"),
            read("/v3/api-docs.yaml"),
            read("/swagger-ui.html"),
            read("/swagger-ui/**"));

    /** The operator's alone. */
    private static final RequestMatcher OPERATORS = anyOf(
            everyMethod("/actuator/**"),
            everyMethod("/api/audit/**"),
            everyMethod("/api/projections/**"),
            everyMethod("/api/dead-letters/**"),
            on(HttpMethod.DELETE, "/api/shoppers/{shopperId}"));

    /** The owner's and the operator's; the endpoint looks whose it is. */
    private static final RequestMatcher READERS = anyOf(
            read("/api/carts/{cartId}"),
            read("/api/carts/{cartId}/updates"),
            read("/api/carts/{cartId}/history"),
            read("/api/carts/{cartId}/diff"),
            on(HttpMethod.POST, "/api/carts/{cartId}/bisect"),
            read("/api/shoppers/{shopperId}/data"));

    @Bean
    SecurityFilterChain routes(HttpSecurity http, Problems problems, ProblemWriter writer,
            ObjectProvider<KnownEndpoints> known) {
        AuthenticationEntryPoint whoAreYou = (request, response, cause) -> {
            if (cause instanceof OperatorSignIn.TooManyPasswords tooMany) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Problems.retryAfter(tooMany.fault()));
                writer.write(problems.of(tooMany.fault()), response);
                return;
            }
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
                    OPERATORS.matches(request) ? "Basic realm=\"operator\"" : "Bearer");
            writer.write(problems.of("unauthorized", HttpStatus.UNAUTHORIZED,
                    "Send the token of POST /api/session as Authorization: Bearer TOKEN; operators send HTTP Basic."),
                    response);
        };
        // It stays denied; that nobody may call what is not there is only told in another way.
        AccessDeniedHandler notYours = (request, response, cause) -> writer.write(
                problems.of(known.getObject().has(request) ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND), response);
        return http
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll()
                        .requestMatchers(OPEN).permitAll()
                        .requestMatchers(OPERATORS).hasRole(OPERATOR)
                        .requestMatchers(READERS).hasAnyRole(SHOPPER, OPERATOR)
                        .requestMatchers("/api/**").hasRole(SHOPPER)
                        .anyRequest().authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // CrossOriginGuard stands in: the contract has no CSRF token.
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::writtenFirst)
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CrossOriginGuard(problems, writer), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(whoAreYou))
                .oauth2ResourceServer(tokens -> tokens
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(shoppers()))
                        .bearerTokenResolver(new SessionToken(OPEN))
                        .authenticationEntryPoint(whoAreYou)
                        .accessDeniedHandler(notYours))
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint(whoAreYou)
                        .accessDeniedHandler(notYours))
                .build();
    }

    /**
     * Before the endpoint answers: a stream does so on a thread of its own, and two must not write headers at once. What
     * says itself how it may be cached is left out.
     */
    private static void writtenFirst(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(CACHED_BY_ITS_TAG), new CacheControlHeadersWriter()))
                .withObjectPostProcessor(new ObjectPostProcessor<HeaderWriterFilter>() {
                    @Override
                    public <F extends HeaderWriterFilter> F postProcess(F filter) {
                        filter.setShouldWriteHeadersEagerly(true);
                        return filter;
                    }
                });
    }

    private static JwtAuthenticationConverter shoppers() {
        Collection<GrantedAuthority> authorities = List.of(new SimpleGrantedAuthority("ROLE_" + SHOPPER));
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter((Jwt token) -> authorities);
        return converter;
    }

    /** The hash is kept nowhere but in this process; a stronger one would only slow the start and every operator's call. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(LEAST_STRENGTH);
    }

    @Bean
    AuthenticationProvider operator(CartProperties properties, PasswordEncoder encoder, Limits limits) {
        var password = OperatorPassword.given(properties.operator()).orElseGet(SecurityConfiguration::randomPassword);
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD_BYTES) {
            throw new StartFault("The operator's password has more than " + LONGEST_PASSWORD_BYTES + " bytes.",
                    "Choose a shorter one.");
        }
        var passwords = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(
                User.withUsername("operator").password(encoder.encode(password)).roles(OPERATOR).build()));
        passwords.setPasswordEncoder(encoder);
        return new OperatorSignIn(passwords, limits);
    }

    /** Shown once on the terminal, never in the log. */
    private static String randomPassword() {
        var bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        System.out.println("The operator's password until the next start: " + password
                + " (choose your own with CART_OPERATOR_PASSWORD in the environment)");
        return password;
    }

    /** Whoever may ask for something may ask for its head. */
    private static RequestMatcher read(String path) {
        return anyOf(on(HttpMethod.GET, path), on(HttpMethod.HEAD, path));
    }

    private static RequestMatcher on(HttpMethod method, String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, path);
    }

    private static RequestMatcher everyMethod(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(path);
    }

    private static RequestMatcher anyOf(RequestMatcher... matchers) {
        return new OrRequestMatcher(matchers);
    }
}
