package io.eventcart.platform.web.http;

import io.eventcart.platform.sliceapi.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a parameter or header that is given twice or left empty, instead of guessing. */
final class GivenOnce implements HandlerInterceptor {
    /** @throws InvalidRequest if one is given twice or left empty */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> requireOnce(name, values.length));
        if (handler instanceof HandlerMethod endpoint) {
            for (var parameter : endpoint.getMethodParameters()) {
                check(parameter, request);
            }
        }
        return true;
    }

    private static void check(MethodParameter parameter, HttpServletRequest request) {
        var inQuery = parameter.getParameterAnnotation(RequestParam.class);
        var header = parameter.getParameterAnnotation(RequestHeader.class);
        if (inQuery != null) {
            var name = inQuery.name().isEmpty() ? parameter.getParameter().getName() : inQuery.name();
            requireFilled(parameter, name, request.getParameter(name));
        } else if (header != null) {
            requireOnce(header.name(), Collections.list(request.getHeaders(header.name())).size());
            requireFilled(parameter, header.name(), request.getHeader(header.name()));
        }
    }

    private static void requireOnce(String name, int count) {
        if (count > 1) {
            throw new InvalidRequest(name, "is given " + count + " times: give it once");
        }
    }

    /** A text may be empty. */
    private static void requireFilled(MethodParameter parameter, String name, @Nullable String value) {
        if (value != null && value.isEmpty() && parameter.getParameterType() != String.class) {
            throw new InvalidRequest(name, "is empty: give a value, or leave it out");
        }
    }
}
