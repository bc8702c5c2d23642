package io.eventcart.insights.answers;

import io.eventcart.platform.sliceapi.InvalidRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time that an answer is about.
 *
 * @param from the first instant; null for the beginning of the history
 * @param to the end, exclusive; null for no end
 * @param asOf the last instant that is seen: an answer is the one that was given then
 */
public record Period(@Nullable Instant from, @Nullable Instant to, Instant asOf) {
    /** Selects the rows of a table by their time. */
    static final String SEEN = "\"at\" <= make_timestamp(:asOf)";
    static final String SEEN_IN_PERIOD = "\"at\" >= make_timestamp(:from) AND \"at\" < make_timestamp(:to) AND " + SEEN;

    /** @throws InvalidRequest if the end is not after the beginning */
    public static Period of(@Nullable Instant from, @Nullable Instant to, Instant asOf) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new InvalidRequest("to", "is not after from");
        }
        return new Period(from, to, asOf);
    }

    /** @return the values of {@link #SEEN_IN_PERIOD} */
    Map<String, Long> parameters() {
        return Map.of("from", from == null ? EpochMicros.MIN : EpochMicros.ceil(from),
                "to", to == null ? EpochMicros.MAX : EpochMicros.ceil(to), "asOf", EpochMicros.floor(asOf));
    }
}
