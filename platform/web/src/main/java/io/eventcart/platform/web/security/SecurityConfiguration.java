package io.eventcart.platform.web.security;

import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.web.limits.CallerLimits;
import io.eventcart.platform.web.problems.ProblemWriter;
import io.eventcart.platform.web.problems.Problems;
import io.eventcart.platform.web.visitor.OperatorPassword;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
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
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The access rules of all routes. Unlisted routes require authentication, and under {@code /api} a shopper's. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {
    private static final String SHOPPER = "SHOPPER";
    private static final String OPERATOR = "OPERATOR";
    static final List<GrantedAuthority> OPERATORS_ROLE = List.of(new SimpleGrantedAuthority("ROLE_" + OPERATOR));
    private static final int MAX_PASSWORD_BYTES = 72;
    private static final int BCRYPT_STRENGTH = 4;

    /** Public routes: the descriptions of the API and the event model, the problem pages, and health. */
    private static final RequestMatcher PUBLIC = anyOf(
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

    private static final RequestMatcher OPERATORS = PathPatternRequestMatcher.withDefaults().matcher("/actuator/**");

    @Bean
    @Order(2)
    SecurityFilterChain routes(HttpSecurity http, Problems problems, ProblemWriter writer,
            ObjectProvider<KnownEndpoints> known) {
        AuthenticationEntryPoint unauthorized = (request, response, cause) -> {
            if (cause instanceof OperatorSignIn.TooManyPasswords tooMany) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Problems.retryAfter(tooMany.fault()));
                writer.write(problems.of(tooMany.fault()), response);
                return;
            }
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
                    isForOperatorsOnly(request, known) ? "Basic realm=\"operator\"" : "Bearer");
            writer.write(problems.of("unauthorized", HttpStatus.UNAUTHORIZED,
                    "Send the token of POST /api/session as Authorization: Bearer TOKEN; operators send HTTP Basic."),
                    response);
        };
        // Both are denied. The status tells an address without an endpoint from a forbidden one.
        AccessDeniedHandler forbidden = (request, response, cause) -> writer.write(
                problems.of(known.getObject().has(request) ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND), response);
        return http
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll()
                        .requestMatchers(PUBLIC).permitAll()
                        .requestMatchers(OPERATORS).hasRole(OPERATOR)
                        .requestMatchers("/api/**").access((caller, call) -> new AuthorizationDecision(
                                isAllowed(caller.get(), known.getObject().callersOf(call.getRequest()))))
                        .anyRequest().authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // CrossOriginGuard replaces it: the API has no CSRF token.
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> writeEagerly(headers, request -> !known.getObject().isRevalidated(request)))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CrossOriginGuard(problems, writer), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(unauthorized))
                .oauth2ResourceServer(tokens -> tokens
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(shoppers()))
                        .bearerTokenResolver(new SessionToken(request -> PUBLIC.matches(request)
                                || known.getObject().callersOf(request).contains(Caller.ANYBODY)))
                        .authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler(forbidden))
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler(forbidden))
                .build();
    }

    private static boolean isForOperatorsOnly(HttpServletRequest request, ObjectProvider<KnownEndpoints> known) {
        return OPERATORS.matches(request) || known.getObject().callersOf(request).equals(Set.of(Caller.OPERATOR));
    }

    static boolean isAllowed(@Nullable Authentication caller, Set<Caller> callers) {
        return callers.contains(Caller.ANYBODY) || (callers.contains(Caller.VISITOR) && hasRole(caller, SHOPPER))
                || (callers.contains(Caller.OPERATOR) && hasRole(caller, OPERATOR));
    }

    private static boolean hasRole(@Nullable Authentication caller, String role) {
        return caller != null && caller.isAuthenticated() && caller.getAuthorities().stream()
                .anyMatch(authority -> ("ROLE_" + role).equals(authority.getAuthority()));
    }

    /**
     * Writes the headers before the endpoint answers: a stream answers on its own thread, and two threads must not write headers
     * at once.
     *
     * @param uncached the requests whose answers nobody may cache; the endpoints of others set those headers themselves
     */
    static void writeEagerly(HeadersConfigurer<HttpSecurity> headers, RequestMatcher uncached) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(uncached, new CacheControlHeadersWriter()))
                .withObjectPostProcessor(new ObjectPostProcessor<HeaderWriterFilter>() {
                    @Override
                    public <F extends HeaderWriterFilter> F postProcess(F filter) {
                        filter.setShouldWriteHeadersEagerly(true);
                        return filter;
                    }
                });
    }

    static JwtAuthenticationConverter shoppers() {
        Collection<GrantedAuthority> authorities = List.of(new SimpleGrantedAuthority("ROLE_" + SHOPPER));
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter((Jwt token) -> authorities);
        return converter;
    }

    /** The hash exists only in this process, so a stronger one would only slow down the start and each operator's call. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(BCRYPT_STRENGTH);
    }

    @Bean
    AuthenticationProvider operator(EventcartProperties properties, PasswordEncoder encoder, CallerLimits limits) {
        var password = OperatorPassword.given(properties.operator()).orElseGet(SecurityConfiguration::randomPassword);
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES) {
            throw new StartFault("The operator's password has more than " + MAX_PASSWORD_BYTES + " bytes.",
                    "Choose a shorter one.");
        }
        var passwords = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(
                User.withUsername("operator").password(encoder.encode(password)).roles(OPERATOR).build()));
        passwords.setPasswordEncoder(encoder);
        return new OperatorSignIn(passwords, limits);
    }

    /** Prints it once on the terminal, never into the log. */
    private static String randomPassword() {
        var bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        System.out.println("The operator's password until the next start: " + password
                + " (choose your own with CART_OPERATOR_PASSWORD in the environment)");
        return password;
    }

    /** Matches GET and HEAD. */
    private static RequestMatcher read(String path) {
        return anyOf(on(HttpMethod.GET, path), on(HttpMethod.HEAD, path));
    }

    private static RequestMatcher on(HttpMethod method, String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, path);
    }

    private static RequestMatcher anyOf(RequestMatcher... matchers) {
        return new OrRequestMatcher(matchers);
    }
}
