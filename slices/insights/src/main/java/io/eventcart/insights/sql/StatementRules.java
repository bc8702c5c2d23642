package io.eventcart.insights.sql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a statement may consist of. Everything that isn't listed is refused, so that a new feature of DuckDB is closed until someone
 * looks at it.
 */
final class StatementRules {
    private static final Set<String> EXPRESSIONS = Set.of("CONSTANT", "COLUMN_REF", "FUNCTION", "OPERATOR", "CAST",
            "CASE", "COMPARISON",
            "CONJUNCTION", "BETWEEN", "STAR", "SUBQUERY", "WINDOW", "LAMBDA", "COLLATE", "POSITIONAL_REFERENCE");
    private static final Set<String> PARTS = Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "EMPTY",
            "JOIN", "SUBQUERY",
            "EXPRESSION_LIST", "PIVOT", "ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER",
            "DISTINCT_MODIFIER", "ORDER_DEFAULT",
            "ASCENDING", "DESCENDING");
    private static final Set<String> SHOWN = Set.of("DESCRIBE", "SUMMARY");
    private static final int MAX_GROUPING_SETS = 64;

    private final SqlTree tree;
    private final Set<String> tables;
    private final FunctionCatalog functions;

    /** @param tables the names of the tables that may be read, in small letters */
    StatementRules(SqlTree tree, Set<String> tables, FunctionCatalog functions) {
        this.tree = tree;
        this.tables = tables;
        this.functions = functions;
    }

    void check() {
        check(tree.query(), Set.of());
    }

    /** @param queries the names that WITH has given to queries, as far as they are known here, in small letters */
    private void check(JsonNode node, Set<String> queries) {
        if (node.has("class")) {
            expression(node, queries);
        } else if (node.path("type").isString()) {
            part(node, queries);
        } else {
            parts(node, queries);
        }
    }

    private void parts(JsonNode node, Set<String> queries) {
        for (var part : node) {
            check(part, queries);
        }
    }

    private void expression(JsonNode node, Set<String> queries) {
        var kind = node.path("class").asString();
        if (kind.equals("PARAMETER")) {
            throw tree.refuse(node, "A statement has no parameters. Write the value.");
        }
        if (!EXPRESSIONS.contains(kind)) {
            throw tree.refuse(node, kind.toLowerCase(Locale.ROOT) + " is not allowed.");
        }
        if (kind.equals("FUNCTION") || kind.equals("WINDOW")) {
            function(node);
        }
        if (kind.equals("CAST")) {
            check(node.path("child"), queries);
        } else if (!kind.equals("CONSTANT")) {
            parts(node, queries);
        }
    }

    private void function(JsonNode node) {
        var name = node.path("function_name").asString();
        if (!functions.allows(name) || node.path("export_state").asBoolean()) {
            throw tree.refuse(node, "The function " + name + " does not exist, or is not allowed.");
        }
    }

    private void part(JsonNode node, Set<String> queries) {
        switch (node.path("type").asString()) {
            case "BASE_TABLE" -> table(node, queries);
            case "TABLE_FUNCTION" -> tableFunction(node, queries);
            case "SHOW_REF" -> shown(node, queries);
            case "SELECT_NODE", "SET_OPERATION_NODE" -> query(node, queries);
            case "RECURSIVE_CTE_NODE" -> parts(node, with(queries, node.path("cte_name").asString()));
            case String type -> {
                if (!PARTS.contains(type)) {
                    throw tree.refuse(node, type.toLowerCase(Locale.ROOT) + " is not allowed.");
                }
                parts(node, queries);
            }
        }
    }

    /** A query sees the queries that its WITH names, and each of those sees the ones before it. */
    private void query(JsonNode node, Set<String> queries) {
        if (node.path("group_sets").size() > MAX_GROUPING_SETS) {
            throw tree.refuse(node.path("group_expressions"),
                    "At most " + MAX_GROUPING_SETS + " grouping sets are allowed.");
        }
        var known = queries;
        for (var named : node.path("cte_map").path("map")) {
            check(named.path("value").path("query").path("node"), known);
            check(named.path("value").path("key_targets"), known);
            known = with(known, named.path("key").asString());
        }
        for (var field : node.properties()) {
            if (!field.getKey().equals("cte_map")) {
                check(field.getValue(), known);
            }
        }
    }

    private static Set<String> with(Set<String> queries, String name) {
        var more = new HashSet<>(queries);
        more.add(name.toLowerCase(Locale.ROOT));
        return more;
    }

    private void table(JsonNode node, Set<String> queries) {
        var name = node.path("table_name").asString();
        var small = name.toLowerCase(Locale.ROOT);
        var schema = node.path("schema_name").asString().toLowerCase(Locale.ROOT);
        var isKnown = (schema.isEmpty() && queries.contains(small))
                || (tables.contains(small) && (schema.isEmpty() || schema.equals("main")));
        if (!isKnown || !node.path("catalog_name").asString().isEmpty()) {
            throw tree.refuse(node,
                    "There is no table " + name + " to read. SHOW TABLES lists them, without schema and database.");
        }
        if (!node.path("at_clause").isNull()) {
            throw tree.refuse(node, "AT is not allowed after a table.");
        }
    }

    private void tableFunction(JsonNode node, Set<String> queries) {
        var function = node.path("function");
        var name = function.path("function_name").asString();
        if (!FunctionCatalog.TABLE_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
            throw tree.refuse(node, "The table function " + name + " does not exist, or is not allowed.");
        }
        parts(function, queries);
    }

    private void shown(JsonNode node, Set<String> queries) {
        var isTables = node.path("show_type").asString().equals("SHOW_UNQUALIFIED") && node.path("query").isNull()
                && node.path("table_name").asString().equals("\"tables\"");
        var isQuery = SHOWN.contains(node.path("show_type").asString()) && node.path("query").isObject();
        if (!isTables && !isQuery) {
            throw tree.refuse(node, "Of this kind, only SHOW TABLES, DESCRIBE and SUMMARIZE are allowed.");
        }
        parts(node, queries);
    }
}
