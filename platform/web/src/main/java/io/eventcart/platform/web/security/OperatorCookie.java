package io.eventcart.platform.web.security;

import io.eventcart.platform.web.visitor.OperatorSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The cookie with the id of the operator's session. */
@Component
final class OperatorCookie {
    private static final String NAME = "eventcart_operator";
    /** A page sends it with what it asks by itself, such as fresh figures. */
    private static final String BACKGROUND = "X-Background";

    private final OperatorSessions sessions;

    OperatorCookie(OperatorSessions sessions) {
        this.sessions = sessions;
    }

    /** @return the id of the session if it lasts */
    Optional<String> sessionOf(HttpServletRequest request) {
        var id = Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(cookie -> cookie.getValue())
                .filter(value -> !value.isEmpty()).filter(sessions::lasts);
        if (request.getHeader(BACKGROUND) == null) {
            id.ifPresent(sessions::touch);
        }
        return id;
    }

    /** Ends the session that the browser has, and begins another one. */
    ResponseCookie begin(HttpServletRequest request) {
        end(request);
        return cookie(request, sessions.begin()).build();
    }

    ResponseCookie end(HttpServletRequest request) {
        Optional.ofNullable(WebUtils.getCookie(request, NAME)).ifPresent(cookie -> sessions.end(cookie.getValue()));
        return cookie(request, "").maxAge(Duration.ZERO).build();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String value) {
        return ResponseCookie.from(NAME, value).httpOnly(true).sameSite("Strict").path("/")
                .secure(!Loopback.isNamedBy(request.getServerName()));
    }
}
