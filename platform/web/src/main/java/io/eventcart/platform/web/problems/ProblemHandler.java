package io.eventcart.platform.web.problems;

import io.eventcart.platform.eventstore.Causes;
import io.eventcart.platform.eventstore.StoreFailures;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import io.eventcart.platform.sliceapi.TooManyRequests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Maps every exception of an endpoint to a problem with a remedy, without internal details. */
@RestControllerAdvice
public final class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    /** One fault of a request. */
    public record FieldError(String field, String message) {}

    /** @return the answer to any exception, for those who show it in another form */
    public ResponseEntity<ProblemDetail> answerTo(Exception failure, WebRequest request) {
        return switch (failure) {
            case Rejection rejection -> rejected(rejection);
            case AccessDeniedException fault -> forbidden(fault);
            case TooManyRequests refusal -> tooMany(refusal);
            case StoreUnavailable away -> unavailable(away);
            default -> framework(failure, request).orElseGet(() -> failed(failure));
        };
    }

    private Optional<ResponseEntity<ProblemDetail>> framework(Exception failure, WebRequest request) {
        try {
            return Optional.ofNullable(handleException(failure, request))
                    .map(answer -> ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders())
                            .body((ProblemDetail) answer.getBody()));
        } catch (Exception e) {
            return Optional.empty(); // It is none of the framework's.
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(Rejection rejection) {
        var details = rejection.details();
        var status = switch (details.nature()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case PRECONDITION_FAILED -> HttpStatus.PRECONDITION_FAILED;
            case NOT_YET -> HttpStatus.GATEWAY_TIMEOUT;
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case UNREADABLE -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            LOG.error("A request failed", rejection);
        }
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (details.facts().get("currentVersion") instanceof Number version) {
            answer.eTag("\"" + version.longValue() + "\"");
        }
        return answer.body(problems.of(details.kind(), status, details.message(), details.facts()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(AccessDeniedException fault) {
        return answer(problems.of(HttpStatus.FORBIDDEN));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception failure) {
        if (StoreFailures.include(failure)) {
            LOG.warn("The event store is not available", failure);
            return unavailable();
        }
        LOG.error("A request failed", failure);
        return answer(problems.of("internal-error", HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong on the server. Its log has the cause."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyRequests refusal) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Problems.retryAfter(refusal))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problems.of(refusal));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(StoreUnavailable failure) {
        LOG.warn("The event store is not available", failure);
        return unavailable();
    }

    private ResponseEntity<ProblemDetail> unavailable() {
        var problem = problems.of("store-unavailable", HttpStatus.SERVICE_UNAVAILABLE,
                "The event store can't be reached at the moment. Try again in a few seconds.");
        return ResponseEntity.status(problem.getStatus()).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException fault,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return withHeaders(invalid(fault.getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), error.contains(TypeMismatchException.class)
                        ? reason(error.unwrap(TypeMismatchException.class))
                        : String.valueOf(error.getDefaultMessage())))
                .toList()), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(HandlerMethodValidationException fault,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return withHeaders(invalid(fault.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream().map(MessageSourceResolvable::getDefaultMessage)
                        .map(message -> new FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(message))))
                .toList()), headers);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException fault, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        var field = fault instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(fault.getPropertyName());
        return withHeaders(invalid(List.of(new FieldError(field, reason(fault)))), headers);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException fault, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        return withHeaders(invalid(List.of(new FieldError(fault.getParameterName(), "must be given"))), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException fault,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return withHeaders(invalid(List.of(bodyError(fault))), headers);
    }

    private static FieldError bodyError(HttpMessageNotReadableException fault) {
        return switch (fault.getCause()) {
            case UnrecognizedPropertyException unknown -> new FieldError(path(unknown), "is not a field of this call");
            case JacksonException wrong when !wrong.getPath().isEmpty() -> new FieldError(path(wrong), reason(wrong));
            case JacksonException malformed -> new FieldError("", malformed.getLocation() == null
                    ? "is not the JSON object that this call takes"
                    : "is not the JSON object that this call takes, from line " + malformed.getLocation().getLineNr()
                            + ", column " + malformed.getLocation().getColumnNr());
            case null, default -> new FieldError("", "must be given, as a JSON object");
        };
    }

    private static String path(JacksonException fault) {
        return String.join(".", fault.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .toList());
    }

    /** Shows the message of our own types, and never a library's. */
    private static String reason(Throwable fault) {
        return Causes.of(fault).stream()
                .filter(cause -> cause.getClass() == IllegalArgumentException.class)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> message.startsWith("is ")).findFirst().orElse("is of the wrong type");
    }

    private ProblemDetail invalid(List<FieldError> errors) {
        return problems.of("invalid-request", HttpStatus.BAD_REQUEST,
                String.join("; ", errors.stream()
                        .map(error -> (error.field().isEmpty() ? "the body" : error.field()) + " " + error.message())
                        .toList()),
                Map.of("errors", errors));
    }

    /** Everything else that Spring refuses by itself: 404, 405, 406, 413, 415. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception fault, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode statusCode, WebRequest request) {
        return withHeaders(problems.of(statusCode), headers);
    }

    private static ResponseEntity<Object> withHeaders(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus()).headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
