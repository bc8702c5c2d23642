package io.eventcart.insights;

import io.eventcart.insights.sql.AnswerColumn;
import io.eventcart.insights.sql.SqlAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question in SQL.
 *
 * @param position up to which it counts
 * @param rows the values of each row, in the order of the columns
 * @param hash over the rows in their order, SHA-256, 64 hexadecimal digits
 * @param tookMillis for the question alone
 * @param truncated whether there are more rows than the limit
 */
record QueryAnswer(long position, List<AnswerColumn> columns, List<List<@Nullable Object>> rows, String hash,
        long tookMillis,
        boolean truncated) {
    static QueryAnswer of(long position, SqlAnswer answer) {
        return new QueryAnswer(position, answer.columns(), answer.rows(), answer.hash(), answer.tookMillis(),
                answer.truncated());
    }
}
