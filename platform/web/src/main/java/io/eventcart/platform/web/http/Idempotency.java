package io.eventcart.platform.web.http;

import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.web.http.IdempotentCalls.Call;
import io.eventcart.platform.web.problems.ProblemHandler;
import io.eventcart.platform.web.problems.ProblemWriter;
import io.eventcart.platform.web.problems.Problems;
import io.eventcart.platform.web.problems.RequestId;
import io.eventcart.platform.web.visitor.Visitor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same call with the same {@code Idempotency-Key} takes effect once and gets the first answer again.
 *
 * <p>The key is stored before the command is sent, and the id of its operation with the command's events. If both the first call
 * of an operation and a repeat reach the cart, the later one finds the events of the other and adds none.
 */
@Component
final class Idempotency extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
    static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY_LENGTH = 128;
    private static final List<String> STORED_HEADERS = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG,
            HttpHeaders.LOCATION);
    /** Statuses of a command's outcome. A 412 is none of them: the caller reads the cart again and repeats the call for another version. */
    private static final Set<Integer> OUTCOMES = Set.of(200, 201, 404, 409);

    private final IdempotentCalls calls;
    private final Problems problems;
    private final ProblemWriter writer;
    private final JsonMapper json;
    /** Absent if a command runs without a web server, where no call arrives. */
    private final ObjectProvider<HandlerExceptionResolver> failures;

    Idempotency(IdempotentCalls calls, Problems problems, ProblemWriter writer, JsonMapper json,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> failures) {
        this.calls = calls;
        this.problems = problems;
        this.writer = writer;
        this.json = json;
        this.failures = failures;
    }

    record Answer(int status, Map<String, String> headers, String body) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(KEY) == null || Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var shopper = Visitor.current();
        if (shopper.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var key = request.getHeader(KEY).strip();
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            writer.write(problems.of("invalid-request", HttpStatus.BAD_REQUEST,
                    KEY + " must have 1 to " + MAX_KEY_LENGTH + " characters",
                    Map.of("errors", List.of(new ProblemHandler.FieldError(KEY, "must have 1 to 128 characters")))),
                    response);
            return;
        }
        try {
            answerOnce(shopper.get(), key, request, response, chain);
        } catch (DataAccessException failure) {
            if (failures.getObject().resolveException(request, response, null, failure) == null) {
                throw failure;
            }
        }
    }

    private void answerOnce(UUID shopper, String key, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        var call = calls.begin(shopper, key, fingerprint(request));
        if (!call.fingerprint().equals(fingerprint(request))) {
            writer.write(problems.of("idempotency-key-reused", HttpStatus.CONFLICT,
                    "This " + KEY + " was used for another call in the last 24 hours."), response);
            return;
        }
        var answer = call.isFirst() ? Optional.<Answer>empty() : earlierAnswer(shopper, key);
        if (answer.isPresent()) {
            write(answer.get(), response);
        } else {
            runAndAnswer(shopper, key, call, request, response, chain);
        }
    }

    /** Waits for the first call, which may still be running. Empty if it has no answer by then: this call runs instead. */
    private Optional<Answer> earlierAnswer(UUID shopper, String key) {
        return Eventually.find(() -> calls.find(shopper, key).map(Call::answer)
                .map(answer -> json.readValue(answer, Answer.class)));
    }

    private void runAndAnswer(UUID shopper, String key, Call call, HttpServletRequest request,
            HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        request.setAttribute(CallArguments.OPERATION,
                Guard.ofOperation(call.operationId().toString(), call.begunAt()));
        var buffered = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, buffered);
        storeAnswer(shopper, key, buffered);
        buffered.copyBodyToResponse();
    }

    /** A failure to store the answer does not fail the call: a repeat finds the outcome in the cart's history. */
    private void storeAnswer(UUID shopper, String key, ContentCachingResponseWrapper buffered) {
        try {
            if (OUTCOMES.contains(buffered.getStatus())) {
                calls.answered(shopper, key, json.writeValueAsString(answerOf(buffered)));
            } else if (buffered.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                calls.release(shopper, key);
            }
        } catch (DataAccessException e) {
            LOG.warn("The answer to a call with an Idempotency-Key could not be stored: {}", e.toString());
        }
    }

    private static Answer answerOf(ContentCachingResponseWrapper buffered) {
        var headers = new LinkedHashMap<String, String>();
        STORED_HEADERS.stream().filter(buffered::containsHeader)
                .forEach(name -> headers.put(name, Objects.requireNonNull(buffered.getHeader(name))));
        if (buffered.getContentType() != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, buffered.getContentType());
        }
        return new Answer(buffered.getStatus(), headers,
                new String(buffered.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private static void write(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(RequestId.ofThisCall(answer.body()).getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(HttpServletRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var line = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update(bodyOf(request));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bodyOf(HttpServletRequest request) {
        var buffered = WebUtils.getNativeRequest(request, BodyLimit.WithBody.class);
        return Objects.requireNonNull(buffered, "BodyLimit runs before").body();
    }
}
