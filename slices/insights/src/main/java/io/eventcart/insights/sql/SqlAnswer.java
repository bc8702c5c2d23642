package io.eventcart.insights.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a statement.
 *
 * @param rows each with a value for each column: numbers, booleans, texts, lists, maps by field name, JSON nodes of Jackson, null. Instants
 *            are texts such as {@code 2026-01-31T10:00:00Z}, in UTC; dates, times, intervals and UUIDs are texts; bytes are Base64;
 *            doubles that are no numbers are the texts NaN, Infinity, -Infinity
 * @param hash SHA-256 in hex over the names of the columns and the rows, see {@link AnswerHash}
 * @param tookMillis from handing over the statement to the last row
 * @param truncated whether there were more rows than asked for
 */
public record SqlAnswer(List<AnswerColumn> columns, List<List<@Nullable Object>> rows, String hash, long tookMillis,
        boolean truncated) {}
