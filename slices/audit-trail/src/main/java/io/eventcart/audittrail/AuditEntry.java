package io.eventcart.audittrail;

import com.fasterxml.jackson.annotation.JsonValue;
import io.eventcart.sharedkernel.CartId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An accepted or rejected change to a cart.
 *
 * @param at when it happened, UTC
 * @param actor who: {@code shopper:UUID}, {@code operator} or {@code import}
 * @param command the command's name; null for events that no command of this app caused
 * @param commandFields the event's data, or the fields of the rejected command
 * @param cartId null if no cart is concerned
 * @param version of the cart after it; null for a rejected command, as are type, revision, eventId and hash
 * @param requestId of the HTTP request; null if there was none
 * @param address of the client; null unless {@code cart.audit.record-address} is set
 * @param problem the last part of the problem's type; null for an accepted command, as is message
 */
record AuditEntry(Instant at, Outcome outcome, String actor, @Nullable String command,
        @Nullable JsonNode commandFields, @Nullable CartId cartId, @Nullable Long version, @Nullable String type,
        @Nullable String revision, @Nullable String eventId, @Nullable String correlationId,
        @Nullable String causationId, @Nullable String requestId, @Nullable String address, @Nullable String hash,
        @Nullable String problem, @Nullable String message) {
    /** The outcome of a command. */
    enum Outcome {
        ACCEPTED, REJECTED;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
