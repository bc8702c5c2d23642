package io.eventcart.platform.web.security;

import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Redirect;
import io.eventcart.platform.web.pages.PageWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The rules of the pages. They run only their own scripts, load nothing from other hosts, and stand in no other site's frame.
 * Every form has a token that other sites can't know.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PageSecurity {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String FORM_COOKIE = "eventcart_form";
    private static final String ASSETS = "/assets/";
    /** Addresses that browsers ask for and that are no pages of this kind. */
    private static final List<String> OTHERS = List.of("/api/", "/actuator", "/v3/", "/swagger-ui", "/problems/",
            "/event-model", "/error");

    @Bean
    @Order(1)
    SecurityFilterChain pages(HttpSecurity http, ObjectProvider<KnownEndpoints> known, PageWriter writer,
            OperatorCookie operator, ObjectProvider<JwtDecoder> guests) {
        AuthenticationEntryPoint signIn = (request, response, cause) -> {
            if (!known.getObject().isPage(request)) {
                writer.writeFault(HttpStatus.NOT_FOUND.value(), "Not found", "There is no page at this address.",
                        request,
                        response);
            } else if (known.getObject().callersOf(request).contains(Caller.OPERATOR)) {
                var next = "GET".equals(request.getMethod())
                        ? request.getRequestURI()
                                + (request.getQueryString() == null ? "" : "?" + request.getQueryString())
                        : "/operator";
                writer.write(Redirect.to("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)), request,
                        response);
            } else {
                writer.writeFault(HttpStatus.UNAUTHORIZED.value(), "Nothing here yet",
                        "This browser has no cart yet. Put a product into the cart first.", request, response);
            }
        };
        AccessDeniedHandler refused = (request, response, cause) -> {
            if (cause instanceof CsrfException) {
                writer.writeFault(HttpStatus.FORBIDDEN.value(), "This form is too old",
                        "Go back, reload the page and send the form again. Nothing was changed.", request, response);
            } else {
                signIn.commence(request, response,
                        new org.springframework.security.authentication.InsufficientAuthenticationException("", cause));
            }
        };
        return http
                .securityMatcher(request -> isForPages(request, known))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll()
                        .requestMatchers(ASSETS + "**").permitAll()
                        .anyRequest().access((caller, call) -> new AuthorizationDecision(
                                known.getObject().isPage(call.getRequest()) && SecurityConfiguration
                                        .isAllowed(caller.get(), known.getObject().callersOf(call.getRequest())))))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens()))
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> {
                    SecurityConfiguration.writeEagerly(headers,
                            request -> !request.getRequestURI().startsWith(ASSETS));
                    headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                            .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                            .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
                })
                .addFilterBefore(new PageVisitor(operator, guests, known, writer), AnonymousAuthenticationFilter.class)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(signIn).accessDeniedHandler(refused))
                .build();
    }

    private static CookieCsrfTokenRepository formTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(FORM_COOKIE);
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict").path("/"));
        return tokens;
    }

    /** Also a browser that asks for a page that does not exist. */
    private static boolean isForPages(HttpServletRequest request, ObjectProvider<KnownEndpoints> known) {
        var path = request.getRequestURI();
        return path.startsWith(ASSETS) || known.getObject().isPage(request)
                || (asksForHtml(request) && OTHERS.stream().noneMatch(path::startsWith));
    }

    private static boolean asksForHtml(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html")
                && Set.of("GET", "HEAD").contains(request.getMethod());
    }
}
