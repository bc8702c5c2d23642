package io.eventcart.insights.sql;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DuckDB writes the double {@code 1e10} as {@code 10000000000.0}, which it reads as a decimal. A cast around it keeps the type when a tree
 * is turned into text.
 */
final class DoubleLiterals {
    private static final Set<String> TYPES = Set.of("DOUBLE", "FLOAT");

    private DoubleLiterals() {}

    static void keep(JsonNode node) {
        if (node.path("type").asString("").equals("LIMIT_PERCENT_MODIFIER")) {
            return; // Its number has to be a bare literal, of any type.
        }
        if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                if (isDouble(array.get(i))) {
                    array.set(i, cast((ObjectNode) array.get(i)));
                } else {
                    keep(array.get(i));
                }
            }
        } else if (node instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                if (isDouble(object.path(name))) {
                    object.set(name, cast((ObjectNode) object.path(name)));
                } else {
                    keep(object.path(name));
                }
            }
        }
    }

    private static boolean isDouble(JsonNode node) {
        return LiteralSizes.isLiteral(node) && TYPES.contains(node.path("value").path("type").path("id").asString(""))
                && !node.path("value").path("is_null").asBoolean();
    }

    private static ObjectNode cast(ObjectNode literal) {
        var cast = literal.objectNode();
        cast.put("class", "CAST").put("type", "OPERATOR_CAST").put("alias", literal.path("alias").asString(""));
        cast.set("query_location", literal.path("query_location"));
        cast.set("cast_type", literal.path("value").path("type"));
        var text = literal.deepCopy().put("alias", "");
        var value = text.putObject("value");
        value.putObject("type").put("id", "VARCHAR").putNull("type_info");
        value.put("is_null", false).put("value", literal.path("value").path("value").asString());
        cast.set("child", text);
        return cast.put("try_cast", false);
    }
}
