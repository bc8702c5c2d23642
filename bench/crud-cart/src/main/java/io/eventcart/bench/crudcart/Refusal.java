package io.eventcart.bench.crudcart;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A call that the rules refuse. Nothing was changed. */
@SuppressWarnings("serial")
final class Refusal extends RuntimeException {
    private final String kind;
    private final HttpStatus status;
    private final Map<String, Object> facts;

    private Refusal(String kind, HttpStatus status, String message, Map<String, Object> facts) {
        super(message, null, false, false);
        this.kind = kind;
        this.status = status;
        this.facts = facts;
    }

    static Refusal notFound(String kind, String message) {
        return new Refusal(kind, HttpStatus.NOT_FOUND, message, Map.of());
    }

    static Refusal conflict(String kind, String message, Map<String, Object> facts) {
        return new Refusal(kind, HttpStatus.CONFLICT, message, facts);
    }

    String kind() {
        return kind;
    }

    HttpStatus status() {
        return status;
    }

    Map<String, Object> facts() {
        return facts;
    }
}
