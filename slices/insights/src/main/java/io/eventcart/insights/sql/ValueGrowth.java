package io.eventcart.insights.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Bounds how much larger a value can become than what is stored. DuckDB makes 2,048 values in one step, which can't be stopped and for
 * which its memory limit does not count: {@code repeat(data, 100000)} would end the process.
 *
 * <p>A function has a factor. Factors multiply where the result of one goes into another, also through a subquery or an alias.
 */
final class ValueGrowth {
    /** Two thousand values of a hundred bytes each become 200 MB at the most. */
    private static final long MAX_GROWTH = 1_000;

    /** Their results hold all of their arguments. */
    private static final Set<String> JOINED = Set.of("||", "concat", "concat_ws", "list_concat", "list_cat",
            "array_concat", "array_cat",
            "list_append", "array_append", "array_push_back", "list_prepend", "array_prepend", "array_push_front",
            "list_zip", "array_zip",
            "struct_concat", "struct_insert", "struct_update", "json_merge_patch", "map_concat");
    /** Their results hold all of their arguments, and become longer by quoting when they are turned into text. */
    private static final Set<String> WRAPPED = Set.of("list_value", "list_pack", "array_value", "struct_pack", "row",
            "map",
            "map_from_entries", "json_object", "json_array", "union_value", "to_json", "json_quote", "json",
            "row_to_json",
            "array_to_json", "list", "array_agg", "json_group_array", "json_group_object", "histogram",
            "histogram_exact", "regexp_escape",
            "hex", "to_hex", "base64", "to_base64", "array_to_string", "array_to_string_comma_default");
    private static final int QUOTING = 2;
    private static final Map<String, Long> LONGER = Map.of("bin", 8L, "to_binary", 8L, "url_encode", 3L);
    private static final Set<String> TRANSFORMS = Set.of("list_transform", "list_apply", "array_transform",
            "array_apply", "apply");
    private static final Set<String> REDUCES = Set.of("list_reduce", "array_reduce", "reduce");
    /** An element more of a literal list counts as much as this part of a growth by one. */
    private static final int LITERALS = 50;

    private final SqlTree tree;
    private final LiteralSizes sizes;

    private ValueGrowth(SqlTree tree) {
        this.tree = tree;
        this.sizes = new LiteralSizes(tree);
    }

    static void check(SqlTree tree) {
        new ValueGrowth(tree).of(tree.query(), new Names(Map.of(), Map.of()));
    }

    /** The growth of what names stand for: queries of WITH, and aliases of a select list. */
    private record Names(Map<String, Long> queries, Map<String, Long> aliases) {
        static Map<String, Long> with(Map<String, Long> known, String name, long growth) {
            var more = new HashMap<>(known);
            more.merge(name.toLowerCase(Locale.ROOT), growth, Math::max);
            return more;
        }
    }

    private long of(JsonNode node, Names names) {
        var growth = switch (node.path("class").asString(node.path("type").asString(""))) {
            case "CONSTANT" -> 1L;
            case "COLUMN_REF" -> names.aliases().getOrDefault(name(node.path("column_names").path(0)), 1L);
            case "BASE_TABLE" -> names.queries().getOrDefault(name(node.path("table_name")), 1L);
            case "JOIN" -> of(node.path("left"), names) * of(node.path("right"), names);
            case "SELECT_NODE" -> select(node, withQueries(node, names));
            case "SET_OPERATION_NODE" -> most(node, withQueries(node, names));
            case "FUNCTION" -> function(node, names);
            case "TABLE_FUNCTION" -> most(node.path("function").path("children"), names);
            default -> most(node, names);
        };
        if (growth > MAX_GROWTH) {
            throw tree.refuse(node,
                    "Values can become " + growth + " times as large as what is stored, or more. At most " + MAX_GROWTH
                            + " times is allowed: repeat or join them less.");
        }
        return growth;
    }

    private static String name(JsonNode node) {
        return node.asString("").toLowerCase(Locale.ROOT);
    }

    private long most(JsonNode node, Names names) {
        var most = 1L;
        for (var part : node) {
            most = Math.max(most, of(part, names));
        }
        return most;
    }

    private Names withQueries(JsonNode node, Names names) {
        var known = names;
        for (var named : node.path("cte_map").path("map")) {
            known = new Names(Names.with(known.queries(), named.path("key").asString(), of(named.path("value"), known)),
                    known.aliases());
        }
        return known;
    }

    private long select(JsonNode node, Names names) {
        var known = new Names(names.queries(), Map.of());
        var most = 1L;
        for (var item : node.path("select_list")) {
            var growth = of(item, known);
            most = Math.max(most, growth);
            if (!item.path("alias").asString("").isEmpty()) {
                known = new Names(known.queries(), Names.with(known.aliases(), item.path("alias").asString(), growth));
            }
        }
        for (var field : node.properties()) {
            switch (field.getKey()) {
                case "from_table", "select_list", "cte_map" -> {
                }
                default -> most = Math.max(most, of(field.getValue(), known));
            }
        }
        return most * of(node.path("from_table"), names);
    }

    private long function(JsonNode node, Names names) {
        var name = name(node.path("function_name"));
        var own = sizes.factor(name, node);
        if (JOINED.contains(name)) {
            return sum(node, names);
        }
        if (WRAPPED.contains(name)) {
            return QUOTING * sum(node, names) + node.path("children").size() / LITERALS;
        }
        if (REDUCES.contains(name) && body(node, names) > 1) {
            throw tree.refuse(node,
                    "The lambda of " + name + " may not make its values longer. Use list_aggregate or a join.");
        }
        if (TRANSFORMS.contains(name)) {
            new LambdaCaptures(tree).check(node);
            return of(node.path("children").path(0), names) * body(node, names);
        }
        return own * LONGER.getOrDefault(name, 1L) * Math.max(receiver(node, names), most(node, names));
    }

    private long body(JsonNode node, Names names) {
        return StreamSupport.stream(node.path("children").spliterator(), false)
                .filter(child -> child.path("class").asString("").equals("LAMBDA"))
                .mapToLong(lambda -> of(lambda, names)).max().orElse(1);
    }

    private static long receiver(JsonNode call, Names names) {
        var column = LiteralSizes.receiver(call);
        return column.isEmpty() ? 0 : names.aliases().getOrDefault(column, 1L);
    }

    private long sum(JsonNode node, Names names) {
        var sum = receiver(node, names);
        for (var child : node.path("children")) {
            sum += LiteralSizes.isLiteral(child) ? 0 : of(child, names);
        }
        return Math.max(1, sum);
    }
}
