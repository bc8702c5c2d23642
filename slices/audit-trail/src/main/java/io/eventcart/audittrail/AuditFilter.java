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
 * Which entries are asked for. What is left out does not narrow.
 *
 * @param type of the event; leaves out what was refused
 * @param from the first instant
 * @param to the first instant that is too late
 * @param limit how many; of a page 100 if left out and 1,000 at the most, of a file all if left out
 * @param after where the page before ended: its {@code next}
 */
record AuditFilter(@Nullable Actor actor, @Nullable EventType type, @Nullable Wanted outcome,
        @Nullable Moment from, @Nullable Moment to, @Nullable CartId cartId, @Nullable @Min(1) Long limit,
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

    /** Only what was accepted, or only what was refused. */
    record Wanted(Outcome outcome) {
        public static Wanted of(String text) {
            return Arrays.stream(Outcome.values()).filter(outcome -> outcome.text().equals(text)).findFirst()
                    .map(Wanted::new)
                    .orElseThrow(() -> new IllegalArgumentException("is neither accepted nor rejected"));
        }
    }

    /** @return whether nothing else than that is asked for */
    boolean wantsOnly(Outcome only) {
        return outcome != null && outcome.outcome() == only;
    }

    /** What happened, by its name in the store. */
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
    record Moment(Instant at) {
        public static Moment of(String text) {
            try {
                return new Moment(Instant.parse(text));
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
