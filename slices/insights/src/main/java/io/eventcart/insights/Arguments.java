package io.eventcart.insights;

import io.eventcart.insights.answers.Period;
import io.eventcart.platform.sliceapi.InvalidRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a caller's arguments. Each fault names the argument and shows a right one. */
final class Arguments {
    private Arguments() {}

    /** @throws InvalidRequest if it is no duration of more than nothing */
    static Duration duration(String field, @Nullable String text, Duration otherwise) {
        var duration = duration(field, text);
        return duration == null ? otherwise : duration;
    }

    /** @throws InvalidRequest if it is no duration of more than nothing */
    static @Nullable Duration duration(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var duration = Duration.parse(text);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeException e) {
            // Refused below.
        }
        throw new InvalidRequest(field, "is no ISO 8601 duration of more than 0, such as PT1H or P7D");
    }

    private static @Nullable Instant instant(String field, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidRequest(field, "is no instant such as 2026-12-01T12:00:00Z");
        }
    }

    /** @throws InvalidRequest if one is no instant, or {@code from} is not before {@code to} */
    static Period period(@Nullable String from, @Nullable String to, @Nullable String asOf, Clock clock) {
        var seen = instant("asOf", asOf);
        return Period.of(instant("from", from), instant("to", to), seen == null ? clock.instant() : seen);
    }
}
