package io.eventcart.audittrail;

import com.fasterxml.jackson.annotation.JsonValue;
import io.eventcart.sharedkernel.CartId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that somebody did to a cart, or was refused.
 *
 * @param at when it happened, UTC
 * @param actor who: {@code shopper:UUID}, {@code operator} or {@code import}
 * @param command what was asked for; null for events that no command of this app brought about
 * @param commandFields what exactly: the event's data, or the fields of the command that was refused
 * @param cartId null for what happened to no cart
 * @param version of the cart after it; null for what was refused, as are type, revision, eventId and hash
 * @param requestId from where: of the HTTP request; null if it came another way
 * @param address of the client; null unless {@code cart.audit.record-address} is set
 * @param problem why it was refused: the last part of the problem's type; null for what was accepted, as is message
 */
record AuditEntry(Instant at, Outcome outcome, String actor, @Nullable String command,
        @Nullable JsonNode commandFields, @Nullable CartId cartId, @Nullable Long version, @Nullable String type,
        @Nullable String revision, @Nullable String eventId, @Nullable String correlationId,
        @Nullable String causationId, @Nullable String requestId, @Nullable String address, @Nullable String hash,
        @Nullable String problem, @Nullable String message) {
    /** What became of a command. */
    enum Outcome {
        ACCEPTED, REJECTED;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
