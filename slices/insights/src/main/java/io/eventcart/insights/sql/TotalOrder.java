package io.eventcart.insights.sql;

import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the order of a statement's rows total, so that its answer is the same each time, also cut by a LIMIT: it is ordered by its own
 * ORDER BY, then by all of its columns from left to right. Types without an order are none in DuckDB.
 */
final class TotalOrder {
    /** What DuckDB writes for a node that stands nowhere in a text: 2^64-1. */
    private static final BigInteger NO_PLACE = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private TotalOrder() {}

    /** @param columns of the answer */
    static void apply(ObjectNode query, int columns) {
        var modifiers = (ArrayNode) query.path("modifiers");
        var orders = orders(modifiers);
        for (var column = 1; column <= columns; column++) {
            var order = orders.addObject();
            order.put("type", "ORDER_DEFAULT").put("null_order", "ORDER_DEFAULT").set("expression",
                    literal(query, column));
        }
    }

    /**
     * Takes no more rows than a reader wants. DuckDB then keeps only the first rows, not all of them in order. A LIMIT that is no literal
     * number stays as it is.
     */
    static void limit(ObjectNode query, int rows) {
        var modifiers = (ArrayNode) query.path("modifiers");
        for (var modifier : modifiers) {
            var type = modifier.path("type").asString();
            if (type.startsWith("LIMIT")) {
                var value = modifier.path("limit").path("value").path("value");
                var isMore = value.isIntegralNumber()
                        && value.bigIntegerValue().compareTo(BigInteger.valueOf(rows)) > 0;
                if (type.equals("LIMIT_MODIFIER") && (isMore || modifier.path("limit").isNull())) {
                    ((ObjectNode) modifier).set("limit", literal(query, rows));
                }
                return;
            }
        }
        var limit = modifiers.addObject();
        limit.put("type", "LIMIT_MODIFIER").set("limit", literal(query, rows));
        limit.putNull("offset");
    }

    private static ArrayNode orders(ArrayNode modifiers) {
        var before = modifiers.size();
        for (var i = 0; i < modifiers.size(); i++) {
            var type = modifiers.path(i).path("type").asString();
            if (type.equals("ORDER_MODIFIER")) {
                return (ArrayNode) modifiers.path(i).path("orders");
            }
            if (type.startsWith("LIMIT")) {
                before = Math.min(before, i);
            }
        }
        var order = modifiers.insertObject(before);
        order.put("type", "ORDER_MODIFIER");
        return order.putArray("orders");
    }

    private static JsonNode literal(ObjectNode any, int number) {
        var literal = any.objectNode();
        literal.put("class", "CONSTANT").put("type", "VALUE_CONSTANT").put("alias", "").put("query_location", NO_PLACE);
        var value = literal.putObject("value");
        value.putObject("type").put("id", "INTEGER").putNull("type_info");
        value.put("is_null", false).put("value", number);
        return literal;
    }
}
