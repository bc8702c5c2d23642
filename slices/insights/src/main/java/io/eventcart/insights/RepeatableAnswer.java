package io.eventcart.insights;

import io.eventcart.insights.sql.AnswerColumn;
import io.eventcart.insights.sql.SqlAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a saved question, to be had again at the same position.
 *
 * @param position up to which it counts
 * @param events how many there are up to that position
 * @param hash over the rows in their order, SHA-256, 64 hexadecimal digits
 * @param erasedSince how many erasures of personal data the history has after the position
 * @param firstAnswer what the question was first answered at this position
 */
record RepeatableAnswer(long position, long events, List<AnswerColumn> columns, List<List<@Nullable Object>> rows,
        String hash,
        long tookMillis, boolean truncated, long erasedSince, Comparison firstAnswer) {
    /** @param isSame whether this answer has the same hash */
    record Comparison(Instant at, String hash, boolean isSame) {}

    static RepeatableAnswer of(FirstAnswer first, SqlAnswer answer, long erasedSince) {
        return new RepeatableAnswer(first.position(), first.events(), answer.columns(), answer.rows(), answer.hash(),
                answer.tookMillis(), answer.truncated(), erasedSince,
                new Comparison(first.at(), first.hash(), first.hash().equals(answer.hash())));
    }
}
