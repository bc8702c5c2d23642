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

/** Who may call what. An unlisted route requires authentication, and under {@code /api} a shopper's. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {
    private static final String SHOPPER = "SHOPPER";
    private static final String OPERATOR = "OPERATOR";
    private static final int LONGEST_PASSWORD_BYTES = 72;
    private static final int LEAST_STRENGTH = 4;

    /** Open to everybody: the descriptions of API and event model, what a problem means, and whether the app is well. */
    private static final RequestMatcher OPEN = anyOf(
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
    SecurityFilterChain routes(HttpSecurity http, Problems problems, ProblemWriter writer,
            ObjectProvider<KnownEndpoints> known) {
        AuthenticationEntryPoint whoAreYou = (request, response, cause) -> {
            if (cause instanceof OperatorSignIn.TooManyPasswords tooMany) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Problems.retryAfter(tooMany.fault()));
                writer.write(problems.of(tooMany.fault()), response);
                return;
            }
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
                    isForOperatorsAlone(request, known) ? "Basic realm=\"operator\"" : "Bearer");
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
                        .requestMatchers("/api/**").access((caller, call) -> new AuthorizationDecision(
                                may(caller.get(), known.getObject().callersOf(call.getRequest()))))
                        .anyRequest().authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // CrossOriginGuard stands in: the contract has no CSRF token.
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> writtenFirst(headers, known))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CrossOriginGuard(problems, writer), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(whoAreYou))
                .oauth2ResourceServer(tokens -> tokens
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(shoppers()))
                        .bearerTokenResolver(new SessionToken(request -> OPEN.matches(request)
                                || known.getObject().callersOf(request).contains(Caller.ANYBODY)))
                        .authenticationEntryPoint(whoAreYou)
                        .accessDeniedHandler(notYours))
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint(whoAreYou)
                        .accessDeniedHandler(notYours))
                .build();
    }

    private static boolean isForOperatorsAlone(HttpServletRequest request, ObjectProvider<KnownEndpoints> known) {
        return OPERATORS.matches(request) || known.getObject().callersOf(request).equals(Set.of(Caller.OPERATOR));
    }

    private static boolean may(@Nullable Authentication caller, Set<Caller> callers) {
        return callers.contains(Caller.ANYBODY) || (callers.contains(Caller.VISITOR) && hasRole(caller, SHOPPER))
                || (callers.contains(Caller.OPERATOR) && hasRole(caller, OPERATOR));
    }

    private static boolean hasRole(@Nullable Authentication caller, String role) {
        return caller != null && caller.isAuthenticated() && caller.getAuthorities().stream()
                .anyMatch(authority -> ("ROLE_" + role).equals(authority.getAuthority()));
    }

    /**
     * Before the endpoint answers: a stream does so on a thread of its own, and two must not write headers at once. What
     * says itself how it may be cached is left out.
     */
    private static void writtenFirst(HeadersConfigurer<HttpSecurity> headers, ObjectProvider<KnownEndpoints> known) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !known.getObject().isRevalidated(request), new CacheControlHeadersWriter()))
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
    AuthenticationProvider operator(EventcartProperties properties, PasswordEncoder encoder, CallerLimits limits) {
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

    private static RequestMatcher anyOf(RequestMatcher... matchers) {
        return new OrRequestMatcher(matchers);
    }
}
