package io.eventcart.platform.web.http;

import io.eventcart.platform.web.problems.ProblemHandler;
import io.eventcart.platform.web.problems.ProblemWriter;
import io.eventcart.platform.web.problems.Problems;
import io.eventcart.platform.web.problems.RequestId;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body of more than 64 KiB, one that is no UTF-8, and one that arrives too slowly. Buffers all other bodies, so that
 * they can be read twice.
 *
 * <p>No thread waits for a body: it is read as it arrives, and then the call gets a thread. See docs/adr/0025.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class BodyLimit extends OncePerRequestFilter {
    static final int MAX_BYTES = 64 * 1024;
    private static final String BODY = BodyLimit.class.getName();
    private static final String QUERY = "query";
    private static final String BAD_QUERY = "is not UTF-8 with %XX for what a URL can't hold";
    private static final String BAD_BODY = "is not UTF-8, without a byte order mark";

    private final Problems problems;
    private final ProblemWriter writer;

    BodyLimit(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    /** A call whose body arrived late is dispatched again, with the body. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(BODY) instanceof byte[] late) {
            request.removeAttribute(BODY);
            var call = new LateCall(request, late);
            try {
                answer(call, response, chain);
            } finally {
                call.end();
            }
        } else if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
        } else {
            // Must be first: else the server would wait for the body of a form and read parameters from it.
            var body = new Body(request);
            if (isWellFormed(request)) {
                answerOnceRead(body, request, response, chain);
            } else {
                refuse(QUERY, BAD_QUERY, response);
            }
        }
    }

    private void answerOnceRead(Body body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var arrived = body.arrived();
        if (arrived.isPresent()) {
            answer(new WithBody(request, arrived.get()), response, chain);
        } else {
            read(body, request, response);
        }
    }

    private void answer(WithBody call, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if ((call.isJson() || call.isForm()) && !Body.isUtf8(call.body)) {
            refuse("", BAD_BODY, response);
        } else {
            chain.doFilter(call, response);
        }
    }

    private void read(Body body, HttpServletRequest request, HttpServletResponse response) {
        var call = request.startAsync(request, response);
        if (body.isHuge()) {
            close(call, HttpStatus.CONTENT_TOO_LARGE);
            return;
        }
        call.setTimeout(Problems.LONGEST_BODY.toMillis());
        call.addListener(new TimeoutListener(() -> close(call, HttpStatus.REQUEST_TIMEOUT)));
        body.read(outcome -> outcome.ifPresentOrElse(read -> {
            request.setAttribute(BODY, read);
            call.dispatch();
        }, () -> close(call, HttpStatus.CONTENT_TOO_LARGE)), call::complete);
    }

    /** Answers and closes the connection, without waiting for the rest of the body. */
    private void close(AsyncContext call, HttpStatus status) {
        try {
            var response = (HttpServletResponse) call.getResponse();
            response.setHeader(HttpHeaders.CONNECTION, "close");
            RequestId.during((HttpServletRequest) call.getRequest(),
                    () -> writer.write(problems.of(status), response));
        } catch (IOException e) {
            // The caller has disconnected.
        } finally {
            call.complete();
        }
    }

    private void refuse(String field, String fault, HttpServletResponse response) throws IOException {
        writer.write(problems.of("invalid-request", HttpStatus.BAD_REQUEST,
                (field.isEmpty() ? "the body" : field) + " " + fault,
                Map.of("errors", List.of(new ProblemHandler.FieldError(field, fault)))), response);
    }

    /** The server parses the parameters at this first access, and throws if they are malformed. */
    private static boolean isWellFormed(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** A request whose body has been read. An empty body has no content type, whatever the client sent. */
    static class WithBody extends HttpServletRequestWrapper {
        private final byte[] body;
        private @Nullable Map<String, String[]> parameters;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public @Nullable String getContentType() {
            return body.length == 0 ? null : super.getContentType();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isHidden(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(
                    Collections.list(super.getHeaderNames()).stream().filter(name -> !isHidden(name)).toList());
        }

        private boolean isHidden(String header) {
            return body.length == 0 && header.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE);
        }

        boolean isJson() {
            var type = getContentType();
            return type != null && type.toLowerCase(Locale.ROOT).contains("json");
        }

        byte[] body() {
            return body.clone();
        }

        private boolean isForm() {
            var type = getContentType();
            return type != null
                    && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        }

        /** The parameters of the address, and the fields of a form: the server itself has no body to read them from. */
        @Override
        public Map<String, String[]> getParameterMap() {
            if (!isForm()) {
                return super.getParameterMap();
            }
            if (parameters == null) {
                var all = new LinkedHashMap<>(super.getParameterMap());
                FormFields.of(body).forEach((name, values) -> all.merge(name, values, WithBody::joined));
                parameters = Collections.unmodifiableMap(all);
            }
            return parameters;
        }

        private static String[] joined(String[] first, String[] second) {
            return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(String[]::new);
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = getParameterMap().get(name);
            return values == null || values.length == 0 ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return getParameterMap().get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(getParameterMap().keySet());
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is read blocking");
                }
            };
        }
    }

    /**
     * A call whose body arrived late. To later filters it looks like a first dispatch, so that the security filters check it
     * like any other request.
     */
    private static final class LateCall extends WithBody {
        private boolean isFirstPass = true;

        LateCall(HttpServletRequest request, byte[] body) {
            super(request, body);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return isFirstPass ? DispatcherType.REQUEST : super.getDispatcherType();
        }

        /** Restores the server's dispatcher type, for the dispatches of an endpoint that answers asynchronously. */
        void end() {
            isFirstPass = false;
        }
    }
}
