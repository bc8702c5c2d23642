package io.eventcart.insights.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Whether a statement has the same answer each time that it is asked about the same events. Not decided here: which of several equal rows
 * a window function or {@code arg_max} takes.
 */
final class Repeatability {
    /** DuckDB takes these for functions without brackets where no column has the name. */
    private static final Set<String> VALUES_OF_NOW = Set.of("current_date", "current_time", "current_timestamp",
            "localtime",
            "localtimestamp");
    /** They take the rows in the order in which parallel threads deliver them, unless told an order. */
    private static final Set<String> ORDERED_AGGREGATES = Set.of("list", "array_agg", "string_agg", "group_concat",
            "listagg", "first",
            "last", "any_value", "arbitrary", "json_group_array", "json_group_object");

    private final FunctionCatalog functions;
    private final JsonNode orderedLater;

    private Repeatability(FunctionCatalog functions, JsonNode orderedLater) {
        this.functions = functions;
        this.orderedLater = orderedLater;
    }

    /** @return the first part that makes the answer a matter of time, chance or order, such as {@code random}; empty if there is none */
    static Optional<String> obstacle(SqlTree tree, FunctionCatalog functions) {
        return new Repeatability(functions, tree.query().path("modifiers")).obstacle(tree.query());
    }

    private Optional<String> obstacle(JsonNode node) {
        var own = switch (node.path("class").asString("")) {
            case "FUNCTION" -> ofFunction(node);
            case "WINDOW" -> ofName(node.path("function_name").asString());
            case "COLUMN_REF" -> node.path("column_names").size() == 1
                    ? Optional.of(node.path("column_names").path(0).asString().toLowerCase(Locale.ROOT))
                            .filter(VALUES_OF_NOW::contains)
                    : Optional.<String>empty();
            default -> node.path("sample").isObject() ? Optional.of("TABLESAMPLE") : ofQuery(node);
        };
        return own.isPresent()
                ? own
                : StreamSupport.stream(node.spliterator(), false).map(this::obstacle).flatMap(Optional::stream)
                        .findFirst();
    }

    private Optional<String> ofName(String name) {
        return Optional.of(name.toLowerCase(Locale.ROOT)).filter(functions.volatiles()::contains);
    }

    private Optional<String> ofFunction(JsonNode node) {
        var name = node.path("function_name").asString().toLowerCase(Locale.ROOT);
        if (name.equals("age") && node.path("children").size() > 1) {
            return Optional.empty();
        }
        return ORDERED_AGGREGATES.contains(name) && node.path("order_bys").path("orders").isEmpty()
                ? Optional.of(name + " without ORDER BY")
                : ofName(name);
    }

    private Optional<String> ofQuery(JsonNode node) {
        var modifiers = node.path("modifiers");
        if (isOutermost(modifiers) || modifiers.isEmpty() || has(modifiers, "ORDER_MODIFIER")) {
            return Optional.empty();
        }
        if (has(modifiers, "LIMIT_MODIFIER") || has(modifiers, "LIMIT_PERCENT_MODIFIER")) {
            return Optional.of("LIMIT without ORDER BY");
        }
        return StreamSupport.stream(modifiers.spliterator(), false)
                .anyMatch(each -> !each.path("distinct_on_targets").isEmpty())
                        ? Optional.of("DISTINCT ON without ORDER BY")
                        : Optional.empty();
    }

    @SuppressWarnings("ReferenceEquality") // Another query may have the same modifiers.
    private boolean isOutermost(JsonNode modifiers) {
        return modifiers == orderedLater;
    }

    private static boolean has(JsonNode modifiers, String type) {
        return StreamSupport.stream(modifiers.spliterator(), false)
                .anyMatch(each -> each.path("type").asString("").equals(type));
    }
}
