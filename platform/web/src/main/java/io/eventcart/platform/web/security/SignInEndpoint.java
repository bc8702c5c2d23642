package io.eventcart.platform.web.security;

import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Notice;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.Redirect;
import io.eventcart.platform.sliceapi.WebPage;
import io.eventcart.platform.web.pages.LocalPath;
import io.eventcart.platform.web.pages.SignInForm;
import io.eventcart.platform.web.problems.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator signs in and out in a browser. */
@PageController
@ConditionalOnWebApplication
@MayCall(Caller.ANYBODY)
final class SignInEndpoint {
    private static final String DESK = "/operator";

    private final AuthenticationProvider operator;
    private final OperatorCookie cookie;

    SignInEndpoint(AuthenticationProvider operator, OperatorCookie cookie) {
        this.operator = operator;
        this.cookie = cookie;
    }

    @GetMapping("/sign-in")
    WebPage form(PageCall call, @RequestParam(defaultValue = DESK) String next) {
        return SignInForm.page(call, local(next), null);
    }

    @PostMapping("/sign-in")
    Object signIn(PageCall call, @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = DESK) String next, HttpServletRequest request, HttpServletResponse response) {
        var attempt = UsernamePasswordAuthenticationToken.unauthenticated("operator", password);
        attempt.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        try {
            operator.authenticate(attempt);
        } catch (OperatorSignIn.TooManyPasswords e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.retryAfter(e.fault()));
            return refused(call, next, String.valueOf(e.fault().getMessage())).withStatus(
                    HttpStatus.TOO_MANY_REQUESTS.value());
        } catch (AuthenticationException e) {
            return refused(call, next, "This is not the operator's password. Try again.");
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.begin(request).toString());
        return Redirect.to(local(next));
    }

    private static WebPage refused(PageCall call, String next, String fault) {
        return SignInForm.page(call, local(next), fault).withStatus(HttpStatus.UNAUTHORIZED.value());
    }

    private static String local(String next) {
        return LocalPath.isOne(next) ? next : DESK;
    }

    @PostMapping("/sign-out")
    Redirect signOut(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.end(request).toString());
        return Redirect.to("/sign-in", Notice.done("", "You are signed out."));
    }
}
