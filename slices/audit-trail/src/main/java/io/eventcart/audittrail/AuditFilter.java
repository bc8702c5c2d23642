package io.eventcart.audittrail;

import io.eventcart.audittrail.AuditEntry.Outcome;
import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.sharedkernel.CartId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects entries. A missing field matches everything.
 *
 * @param type of the event; excludes rejected commands
 * @param from the first instant
 * @param to the end of the period, exclusive
 * @param limit how many entries. A page has 100 by default and 1,000 at the most; a file has all by default
 * @param after the {@code next} of the previous page
 */
record AuditFilter(@Nullable Actor actor, @Nullable EventType type, @Nullable Wanted outcome,
        @Nullable InstantParameter from, @Nullable InstantParameter to, @Nullable CartId cartId,
        @Nullable @Min(1) Long limit,
        @Nullable Cursor after) {
    static final Set<String> FIELDS = Set.of("actor", "type", "outcome", "from", "to", "cartId", "limit", "after");

    /** Who did it. */
    record Actor(String name) {
        private static final Pattern FORM = Pattern
                .compile("operator|import|system|shopper:\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

        public static Actor of(String text) {
            if (!FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("is not shopper:UUID, operator, import or system");
            }
            return new Actor(text);
        }
    }

    /** Only accepted, or only rejected commands. */
    record Wanted(Outcome outcome) {
        public static Wanted of(String text) {
            return Arrays.stream(Outcome.values()).filter(outcome -> outcome.text().equals(text)).findFirst()
                    .map(Wanted::new)
                    .orElseThrow(() -> new IllegalArgumentException("is neither accepted nor rejected"));
        }
    }

    /** @return whether only that outcome is wanted */
    boolean wantsOnly(Outcome only) {
        return outcome != null && outcome.outcome() == only;
    }

    /** An event type by its stored name. */
    record EventType(String name) {
        private static final Pattern FORM = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

        public static EventType of(String text) {
            if (text.length() > 128 || !FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("is not the name of an event in the store, such as cart.item-added");
            }
            return new EventType(text);
        }
    }

    /** An instant in a request. */
    record InstantParameter(Instant at) {
        public static InstantParameter of(String text) {
            try {
                return new InstantParameter(Instant.parse(text));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("is not an instant such as 2026-11-24T12:00:00Z", e);
            }
        }
    }

    /** @throws InvalidRequest if the end comes before the beginning */
    void checkRange() {
        if (from != null && to != null && to.at().isBefore(from.at())) {
            throw new InvalidRequest("to", "is before from");
        }
    }
}
