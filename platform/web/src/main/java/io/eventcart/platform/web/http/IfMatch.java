package io.eventcart.platform.web.http;

import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.SendsCommand;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Reads the versions that a call is meant for, before it does anything.
 *
 * <p>Several may be given, and one must match; a weak tag is well-formed and never does (RFC 9110, 13.1.1).
 */
final class IfMatch implements HandlerInterceptor {
    /** The request's attribute: the tags without their quotes. */
    static final String VERSIONS = IfMatch.class.getName() + ".versions";
    private static final String TAG = "(W/)?\"(0|[1-9]\\d{0,17})\"";
    private static final Pattern TAGS = Pattern.compile(TAG + "(\\s*,\\s*" + TAG + ")*");

    /** @throws InvalidRequest if a tag is not a version */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod endpoint) || !endpoint.hasMethodAnnotation(SendsCommand.class)) {
            return true;
        }
        var lines = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
        var tags = String.join(", ", lines).strip();
        if (lines.isEmpty() || tags.equals("*")) {
            return true;
        }
        if (!TAGS.matcher(tags).matches()) {
            throw new InvalidRequest(HttpHeaders.IF_MATCH, "is not a version in quotes, such as \"3\"");
        }
        request.setAttribute(VERSIONS, tags.replace("\"", "").replaceAll("\\s*,\\s*", ", "));
        return true;
    }
}
