package io.eventcart.platform.web.problems;

import io.eventcart.platform.sliceapi.TooManyRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Creates problem documents of RFC 9457. Each kind has a page, {@code problems/KIND.md}, in the module that refuses with this kind. */
@Component
public final class Problems {
    /** A body that has not arrived within this time is refused. */
    public static final Duration LONGEST_BODY = Duration.ofSeconds(10);

    private static final String SUFFIX = ".md";

    /** By kind. All are read at the start, so that requests can't add more. */
    private final Map<String, String> pages;

    Problems() {
        this.pages = read();
    }

    /**
     * @param kind the last part of the problem's type
     * @param facts values for programs, beside the text
     * @throws IllegalStateException if the kind has no page
     */
    public ProblemDetail of(String kind, HttpStatus status, String detail, Map<String, ?> facts) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + kind));
        problem.setTitle(title(kind));
        facts.forEach(problem::setProperty);
        RequestId.current().ifPresent(id -> problem.setProperty(RequestId.NAME, id));
        return problem;
    }

    public ProblemDetail of(String kind, HttpStatus status, String detail) {
        return of(kind, status, detail, Map.of());
    }

    public ProblemDetail of(TooManyRequests refusal) {
        return of("too-many-requests", HttpStatus.TOO_MANY_REQUESTS, String.valueOf(refusal.getMessage()));
    }

    /** @return the value of {@code Retry-After}: whole seconds, 1 or more, after which the call may be repeated */
    public static String retryAfter(TooManyRequests refusal) {
        return Long.toString(Math.max(1, refusal.retryAfter().plusSeconds(1).minusNanos(1).toSeconds()));
    }

    /** The problem of a status that the server or the framework sets without an endpoint. */
    public ProblemDetail of(HttpStatusCode code) {
        var status = Optional.ofNullable(HttpStatus.resolve(code.value())).orElse(HttpStatus.INTERNAL_SERVER_ERROR);
        return switch (status) {
            case BAD_REQUEST -> of("invalid-request", status, "The request is malformed.",
                    Map.of("errors", List.of()));
            case UNAUTHORIZED -> of("unauthorized", status, "Send credentials.");
            case FORBIDDEN -> of("forbidden", status, "You may not make this call.");
            case NOT_FOUND -> of("not-found", status, "There is nothing at this address.");
            case METHOD_NOT_ALLOWED -> of("method-not-allowed", status, "This address does not take this method.");
            case NOT_ACCEPTABLE -> of("not-acceptable", status, "This call answers in JSON only.");
            case CONTENT_TOO_LARGE -> of("payload-too-large", status, "A body may have 64 KiB at the most.");
            case REQUEST_TIMEOUT -> of("request-timeout", status,
                    "The body did not arrive within " + LONGEST_BODY.toSeconds()
                            + " s. Send it faster, or less.");
            case UNSUPPORTED_MEDIA_TYPE -> of("unsupported-media-type", status, "Send application/json.");
            default -> of("internal-error", status.is4xxClientError() ? HttpStatus.BAD_REQUEST : status,
                    "Something went wrong.");
        };
    }

    /** @return the page in Markdown; empty if there is no such kind */
    Optional<String> page(String kind) {
        return Optional.ofNullable(pages.get(kind));
    }

    String title(String kind) {
        var page = page(kind).orElseThrow(() -> new IllegalStateException("add problems/" + kind
                + ".md to the resources of the module that refuses with this kind"));
        return page.lines().findFirst().orElse("").replaceFirst("^# ", "");
    }

    private static Map<String, String> read() {
        try {
            var pages = new HashMap<String, String>();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:problems/*" + SUFFIX)) {
                var name = Objects.requireNonNull(file.getFilename());
                pages.put(name.substring(0, name.length() - SUFFIX.length()),
                        file.getContentAsString(StandardCharsets.UTF_8));
            }
            return Map.copyOf(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
