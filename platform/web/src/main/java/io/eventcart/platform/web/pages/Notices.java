package io.eventcart.platform.web.pages;

import io.eventcart.platform.sliceapi.Notice;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes a notice to the page after a form, in a cookie that the browser returns once. */
@Component
final class Notices {
    static final String COOKIE = "eventcart_notice";
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int LONGEST = 600;

    private final JsonMapper json;

    Notices(JsonMapper json) {
        this.json = json;
    }

    ResponseCookie cookie(Notice notice) {
        var text = notice.text().length() > LONGEST ? notice.text().substring(0, LONGEST) + "…" : notice.text();
        return of(Base64.getUrlEncoder().withoutPadding().encodeToString(
                json.writeValueAsString(new Notice(notice.about(), text, notice.isRefusal()))
                        .getBytes(StandardCharsets.UTF_8)),
                LIFETIME);
    }

    ResponseCookie none() {
        return of("", Duration.ZERO);
    }

    private static ResponseCookie of(String value, Duration lifetime) {
        return ResponseCookie.from(COOKIE, value).httpOnly(true).sameSite("Strict").path("/").maxAge(lifetime).build();
    }

    /** @return null if there is none, or the cookie is not one of these */
    @Nullable
    Notice in(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return null;
        }
        try {
            return json.readValue(Base64.getUrlDecoder().decode(cookie.getValue()), Notice.class);
        } catch (IllegalArgumentException | JacksonException e) {
            return null;
        }
    }
}
