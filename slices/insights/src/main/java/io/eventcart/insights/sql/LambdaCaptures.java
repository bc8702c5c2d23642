package io.eventcart.insights.sql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A lambda of {@code list_transform} that returns a column from outside of it, such as the list itself, makes a list of n elements into n
 * lists of n elements. So such columns are only allowed where a number or a truth value comes out.
 */
final class LambdaCaptures {
    private static final Set<String> SMALL = Set.of("COMPARISON", "BETWEEN");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "//", "%");

    private final SqlTree tree;

    LambdaCaptures(SqlTree tree) {
        this.tree = tree;
    }

    void check(JsonNode call) {
        for (var child : call.path("children")) {
            if (child.path("class").asString("").equals("LAMBDA")) {
                var parameters = new HashSet<String>();
                collect(child.path("lhs"), parameters);
                check(child.path("expr"), parameters);
            }
        }
    }

    private static void collect(JsonNode node, Set<String> parameters) {
        if (node.path("class").asString("").equals("COLUMN_REF")) {
            parameters.add(node.path("column_names").path(0).asString().toLowerCase(Locale.ROOT));
        }
        for (var part : node) {
            collect(part, parameters);
        }
    }

    private void check(JsonNode node, Set<String> parameters) {
        var kind = node.path("class").asString("");
        var isSmall = SMALL.contains(kind) || node.path("type").asString("").startsWith("COMPARE_")
                || (kind.equals("FUNCTION") && ARITHMETIC.contains(node.path("function_name").asString()));
        if (isSmall) {
            return;
        }
        if (kind.equals("COLUMN_REF")
                && !parameters.contains(node.path("column_names").path(0).asString().toLowerCase(Locale.ROOT))) {
            throw tree.refuse(node,
                    "In the result of this lambda, columns from outside of it are only allowed in comparisons and "
                            + "arithmetic. Use unnest and a join.");
        }
        if (kind.equals("LAMBDA")) {
            var more = new HashSet<>(parameters);
            collect(node.path("lhs"), more);
            check(node.path("expr"), more);
            return;
        }
        for (var part : node) {
            check(part, parameters);
        }
    }
}
