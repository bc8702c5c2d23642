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
 * <p>The key is written down before the command is sent, and the operation that it stands for is stored with the command's
 * events. Whichever call of an operation comes to the cart second, the repeat or the first one after a stall, finds the events of
 * the other instead of adding its own.
 */
@Component
final class Idempotency extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
    static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 128;
    private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG,
            HttpHeaders.LOCATION);
    /** Answers that come of the command itself. After a 412 the caller looks again, and makes the call for another version. */
    private static final Set<Integer> OUTCOMES = Set.of(200, 201, 404, 409);

    private final IdempotentCalls calls;
    private final Problems problems;
    private final ProblemWriter writer;
    private final JsonMapper json;
    /** There is none where a command runs without a web server, and then nobody calls. */
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
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            writer.write(problems.of("invalid-request", HttpStatus.BAD_REQUEST,
                    KEY + " must have 1 to " + LONGEST_KEY + " characters",
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
            answerAnew(shopper, key, call, request, response, chain);
        }
    }

    /** The first call may still be on its way; if it has died on it, this one takes its place. */
    private Optional<Answer> earlierAnswer(UUID shopper, String key) {
        return Eventually.find(() -> calls.find(shopper, key).map(Call::answer)
                .map(answer -> json.readValue(answer, Answer.class)));
    }

    private void answerAnew(UUID shopper, String key, Call call, HttpServletRequest request,
            HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        request.setAttribute(CallArguments.OPERATION,
                Guard.ofOperation(call.operationId().toString(), call.begunAt()));
        var held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        keep(shopper, key, held);
        held.copyBodyToResponse();
    }

    /** What took effect is answered, also if the answer can't be kept: a repeat finds it in the cart's history. */
    private void keep(UUID shopper, String key, ContentCachingResponseWrapper held) {
        try {
            if (OUTCOMES.contains(held.getStatus())) {
                calls.answered(shopper, key, json.writeValueAsString(answerOf(held)));
            } else if (held.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                calls.free(shopper, key);
            }
        } catch (DataAccessException e) {
            LOG.warn("The answer to a call with an Idempotency-Key could not be kept: {}", e.toString());
        }
    }

    private static Answer answerOf(ContentCachingResponseWrapper held) {
        var headers = new LinkedHashMap<String, String>();
        KEPT_HEADERS.stream().filter(held::containsHeader)
                .forEach(name -> headers.put(name, Objects.requireNonNull(held.getHeader(name))));
        if (held.getContentType() != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, held.getContentType());
        }
        return new Answer(held.getStatus(), headers, new String(held.getContentAsByteArray(), StandardCharsets.UTF_8));
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
        var held = WebUtils.getNativeRequest(request, BodyLimit.WithBody.class);
        return Objects.requireNonNull(held, "BodyLimit runs before").body();
    }
}
