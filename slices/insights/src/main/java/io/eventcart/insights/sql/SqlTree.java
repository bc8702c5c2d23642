package io.eventcart.insights.sql;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One SELECT statement as the tree that DuckDB's own parser makes of it: the JSON of {@code json_serialize_sql}. Its objects are
 * expressions, which have a {@code class}, or tables, queries and parts of queries, which have only a {@code type}.
 */
record SqlTree(SqlText text, ObjectNode root) {
    private static final int MAX_NESTING = 400;
    /** The parser follows up to 1,000 nested expressions, which is too much for the usual stack of a thread: the process would end. */
    private static final long PARSER_STACK = 32L << 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    static SqlTree parse(Connection connection, SqlText text) {
        var answer = read(serialized(connection, text.quoted()));
        if (answer.path("error").asBoolean()) {
            throw refusal(answer, text);
        }
        var statements = answer.path("statements");
        if (statements.size() != 1) {
            throw SqlRefused.of(statements.isEmpty()
                    ? "There is no statement."
                    : "One statement is allowed, these are " + statements.size() + ".");
        }
        return new SqlTree(text, (ObjectNode) answer);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw SqlRefused.of("The statement is nested too deeply. Split it into subqueries by WITH.");
        }
    }

    private static String serialized(Connection connection, String sql) {
        var parsing = new FutureTask<>(() -> ask(connection, "SELECT json_serialize_sql(?::VARCHAR)", sql));
        new Thread(null, parsing, "sql-parser", PARSER_STACK).start();
        try {
            return parsing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlRefused.of("The call was interrupted.");
        } catch (ExecutionException e) {
            throw SqlRefused.of("The statement can't be parsed.");
        }
    }

    static String ask(Connection connection, String question, String argument) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setString(1, argument);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static SqlRefused refusal(JsonNode answer, SqlText text) {
        var message = answer.path("error_message").asString();
        if (answer.path("error_type").asString().equals("not implemented")) {
            return SqlRefused.of("Only one SELECT is allowed, or DESCRIBE, SUMMARIZE and SHOW TABLES. "
                    + "PIVOT needs its values: PIVOT … ON column IN (…).");
        }
        if (message.startsWith("Max expression depth")) {
            return SqlRefused.of("The statement is nested too deeply. Split it into subqueries by WITH.");
        }
        return SqlRefused.at(answer.hasNonNull("position") ? text.placeOfCharacter(answer.path("position").asInt(-1)) : null,
                DuckDbFault.readable(message));
    }

    /** @return the outermost query: its {@code type} is SELECT_NODE or SET_OPERATION_NODE */
    ObjectNode query() {
        return (ObjectNode) root.path("statements").path(0).path("node");
    }

    /** Whether it is DESCRIBE, SUMMARIZE or SHOW TABLES. */
    boolean isAboutTables() {
        return query().path("from_table").path("type").asString("").equals("SHOW_REF");
    }

    /** The SQL text of the tree. Names and strings in it are quoted by DuckDB. */
    String sql(Connection connection) throws SQLException {
        return ask(connection, "SELECT json_deserialize_sql(?::JSON)", root.toString());
    }

    SqlRefused refuse(JsonNode node, String message) {
        return SqlRefused.at(placeOf(node), message);
    }

    /** @return where the node, or the first of its parts that has a place, stands in the text */
    private @Nullable SqlPlace placeOf(JsonNode node) {
        var offset = offsetOf(node);
        if (offset >= 0) {
            return text.placeOfByte(offset);
        }
        for (var part : node) {
            var place = placeOf(part);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    /** @return in bytes, or -1: DuckDB writes 2^64-1 for a node without a place */
    static long offsetOf(JsonNode node) {
        var location = node.path("query_location");
        return location.isNumber() && location.bigIntegerValue().compareTo(BigInteger.valueOf(Integer.MAX_VALUE)) < 0
                ? location.asLong()
                : -1;
    }
}
