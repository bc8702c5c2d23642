package io.eventcart.insights.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Bounds what the planner has to do, which no time limit stops and no memory limit covers. It recurses into a statement, so a deep one
 * would overflow the stack and end the process; and it copies expressions, so a short one can take for ever.
 */
final class PlanBounds {
    /** At less than twice as much, the planner has overflowed half a megabyte of stack; a thread usually has one. */
    private static final int MAX_HEIGHT = 120;
    private static final long MAX_COST = 100_000;
    private static final int COLUMNS_OF_A_TABLE = 20;
    /** The most copies of an argument in a macro of DuckDB. */
    private static final int MACRO_COPIES = 8;

    private final FunctionCatalog functions;

    private PlanBounds(FunctionCatalog functions) {
        this.functions = functions;
    }

    static void check(SqlTree tree, FunctionCatalog functions) {
        var bound = new PlanBounds(functions).measure(tree.query(), new Names(Map.of(), Map.of(), 0));
        if (bound.height() > MAX_HEIGHT) {
            throw SqlRefused.of("The statement is nested too deeply, counting the queries that WITH names. Nest less.");
        }
        if (bound.cost() > MAX_COST) {
            throw SqlRefused
                    .of("The statement takes too much planning: it repeats expressions or queries within one another, "
                            + "or has too many columns.");
        }
    }

    /**
     * @param cost the number of nodes that the planner makes of it
     * @param height how deep they nest
     * @param columns of a query or table
     */
    private record Measure(long cost, int height, long columns) {
        private static final Measure NOTHING = new Measure(0, 0, 0);

        Measure plus(Measure other) {
            return new Measure(Math.min(cost + other.cost, MAX_COST * 2), Math.max(height, other.height),
                    Math.min(columns + other.columns, MAX_COST * 2));
        }

        Measure below(long copies) {
            return new Measure(Math.min(1 + cost * copies, MAX_COST * 2), height + 1, columns);
        }
    }

    /**
     * What names stand for.
     *
     * @param queries of WITH
     * @param aliases of the select list, so far
     * @param columns how many {@code *} stands for
     */
    private record Names(Map<String, Measure> queries, Map<String, Measure> aliases, long columns) {
        Names with(String name, Measure query) {
            var more = new HashMap<>(queries);
            more.put(name.toLowerCase(Locale.ROOT), query);
            return new Names(more, aliases, columns);
        }

        Names withAlias(String name, Measure expression) {
            var more = new HashMap<>(aliases);
            more.put(name.toLowerCase(Locale.ROOT), expression);
            return new Names(queries, more, columns);
        }
    }

    private Measure measure(JsonNode node, Names names) {
        if (!node.isContainer()) {
            return Measure.NOTHING;
        }
        return switch (node.path("class").asString(node.path("type").asString(""))) {
            case "SELECT_NODE" -> select(node, names);
            case "SET_OPERATION_NODE" -> setOperation(node, names);
            case "BASE_TABLE" ->
                table(names.queries().get(node.path("table_name").asString().toLowerCase(Locale.ROOT)));
            case "TABLE_FUNCTION" -> parts(node, names).plus(new Measure(0, 0, COLUMNS_OF_A_TABLE)).below(1);
            case "PIVOT" -> pivot(node, names);
            case "STAR" -> parts(node, names).below(Math.max(1, names.columns()))
                    .plus(new Measure(names.columns(), 1, names.columns()));
            case "EXPRESSION_LIST" ->
                parts(node, names).plus(new Measure(0, 0, node.path("values").path(0).size())).below(1);
            case "COLUMN_REF" -> names.aliases()
                    .getOrDefault(node.path("column_names").path(0).asString().toLowerCase(Locale.ROOT),
                            Measure.NOTHING)
                    .below(1);
            case "FUNCTION" ->
                names.aliases().getOrDefault(LiteralSizes.receiver(node), Measure.NOTHING).plus(parts(node, names))
                        .below(copies("FUNCTION", node));
            case String kind -> parts(node, names).below(copies(kind, node));
        };
    }

    private Measure parts(JsonNode node, Names names) {
        var sum = Measure.NOTHING;
        for (var part : node) {
            sum = sum.plus(measure(part, names));
        }
        return sum;
    }

    private long copies(String kind, JsonNode node) {
        return switch (kind) {
            case "BETWEEN", "LAMBDA" -> 2;
            case "SUBQUERY" -> node.has("class") ? 2 : 1;
            case "FUNCTION" -> {
                var name = node.path("function_name").asString().toLowerCase(Locale.ROOT);
                yield functions.macros().contains(name) ? MACRO_COPIES : name.equals("->") ? 2 : 1;
            }
            default -> 1;
        };
    }

    /** The optimizer may copy a query of WITH to each place that uses it, whatever the statement says. */
    private static Measure table(@Nullable Measure query) {
        return query == null ? new Measure(1, 1, COLUMNS_OF_A_TABLE) : query.below(1);
    }

    private record Named(Names names, Measure queries) {}

    private Named named(JsonNode node, Names names) {
        var known = new Names(names.queries(), Map.of(), 0);
        var sum = Measure.NOTHING;
        for (var named : node.path("cte_map").path("map")) {
            var query = measure(named.path("value").path("query").path("node"), known);
            known = known.with(named.path("key").asString(), query);
            sum = sum.plus(query);
        }
        return new Named(known, sum);
    }

    private Measure setOperation(JsonNode node, Names names) {
        var with = named(node, names);
        var left = measure(node.path("left"), with.names());
        var all = with.queries().plus(left).plus(measure(node.path("right"), with.names()))
                .plus(measure(node.path("modifiers"), with.names())).below(1);
        return new Measure(all.cost(), all.height(), left.columns());
    }

    private Measure select(JsonNode node, Names names) {
        var with = named(node, names);
        var from = measure(node.path("from_table"), with.names());
        var known = new Names(with.names().queries(), Map.of(), from.columns());
        var columns = 0L;
        var sum = with.queries().plus(from);
        for (var item : node.path("select_list")) {
            var measured = measure(item, known);
            columns += Math.max(1, measured.columns());
            sum = sum.plus(measured);
            if (!item.path("alias").asString("").isEmpty()) {
                known = known.withAlias(item.path("alias").asString(), measured);
            }
        }
        for (var field : node.properties()) {
            switch (field.getKey()) {
                case "from_table", "select_list", "cte_map" -> {
                }
                default -> sum = sum.plus(measure(field.getValue(), known));
            }
        }
        return new Measure(sum.cost(), sum.height(), columns).below(1);
    }

    /** A pivot has a column for each combination of its values. */
    private Measure pivot(JsonNode node, Names names) {
        var combinations = 1L;
        for (var pivot : node.path("pivots")) {
            combinations = Math.min(combinations * Math.max(1, pivot.path("entries").size()), MAX_COST * 2);
        }
        var columns = Math.min(combinations * Math.max(1, node.path("aggregates").size()), MAX_COST * 2);
        return parts(node, names).plus(new Measure(columns, 0, columns)).below(1);
    }
}
