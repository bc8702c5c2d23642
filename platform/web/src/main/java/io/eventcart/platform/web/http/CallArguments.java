package io.eventcart.platform.web.http;

import io.eventcart.platform.sliceapi.FormToken;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.Uuids;
import io.eventcart.platform.web.problems.RequestId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Passes the call's {@link Guard} to endpoints as an argument: its operation comes from {@link Idempotency}, or from the field of
 * a page's form, its expected versions from {@code If-Match}.
 */
@Configuration(proxyBeanMethods = false)
class CallArguments implements WebMvcConfigurer {
    /** The request attribute with the guard of the call's operation. */
    static final String OPERATION = Guard.class.getName();

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new GuardOfCall());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new RequestId.OfCart()).addPathPatterns("/api/**");
        interceptors.addInterceptor(new GivenOnce()).addPathPatterns("/api/**");
    }

    /** Reads the expected versions, of which one must match. A weak tag is well-formed and never matches (RFC 9110, 13.1.1). */
    private static final class GuardOfCall implements HandlerMethodArgumentResolver {
        private static final String TAG = "(W/)?\"(0|[1-9]\\d{0,17})\"";
        private static final String COMMA = "\\s*,\\s*";
        private static final Pattern TAGS = Pattern.compile(TAG + "(" + COMMA + TAG + ")*");

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Guard.class;
        }

        /** @throws InvalidRequest if a tag is not a version */
        @Override
        public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
            var operation = request.getAttribute(OPERATION, RequestAttributes.SCOPE_REQUEST) instanceof Guard known
                    ? known
                    : ofForm(request);
            return new Guard(operation.operationId(), operation.begunAt(),
                    versions(request.getHeaderValues(HttpHeaders.IF_MATCH)));
        }

        private static Guard ofForm(NativeWebRequest request) {
            var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
            var operation = request.getParameter(FormToken.OPERATION);
            if (operation == null || type == null || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
                return Guard.NONE;
            }
            try {
                return Guard.ofOperation(Uuids.parse(operation).toString(), null);
            } catch (IllegalArgumentException e) {
                throw new InvalidRequest(FormToken.OPERATION,
                        "is not the id that the page put into the form: reload the page");
            }
        }

        private static @Nullable Set<Long> versions(String @Nullable [] lines) {
            var tags = String.join(", ", Objects.requireNonNullElse(lines, new String[0])).strip();
            if (lines == null || lines.length == 0 || tags.equals("*")) {
                return null;
            }
            if (!TAGS.matcher(tags).matches()) {
                throw new InvalidRequest(HttpHeaders.IF_MATCH, "is not a version in quotes, such as \"3\"");
            }
            return Arrays.stream(tags.split(COMMA)).filter(tag -> !tag.startsWith("W/"))
                    .map(tag -> Long.valueOf(tag.replace("\"", ""))).collect(Collectors.toSet());
        }
    }
}
