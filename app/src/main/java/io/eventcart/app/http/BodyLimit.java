package io.eventcart.app.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body of more than 64 KiB before it is read whole, and holds a smaller one for whoever needs to see it twice. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BodyLimit extends OncePerRequestFilter {
    static final int MOST_BYTES = 64 * 1024;
    private static final String QUERY = "query";
    private static final String FAULT = "is not UTF-8 with %XX for what a URL can't hold";

    private final Problems problems;
    private final ProblemWriter writer;

    BodyLimit(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() <= MOST_BYTES) {
            var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length <= MOST_BYTES) {
                if (!isWellFormed(request)) {
                    writer.write(problems.of("invalid-request", HttpStatus.BAD_REQUEST, QUERY + " " + FAULT,
                            Map.of("errors", List.of(new ProblemHandler.FieldError(QUERY, FAULT)))), response);
                    return;
                }
                chain.doFilter(new WithBody(request, body), response);
                return;
            }
        }
        response.setHeader("Connection", "close");
        writer.write(problems.of(HttpStatus.CONTENT_TOO_LARGE), response);
    }

    /** The server reads the parameters when they are first asked for, whoever asks. */
    private static boolean isWellFormed(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** A request whose body has been read. One that is empty is of no type, whatever its sender's client added. */
    static final class WithBody extends HttpServletRequestWrapper {
        private final byte[] body;

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

        byte[] body() {
            return body.clone();
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
}
