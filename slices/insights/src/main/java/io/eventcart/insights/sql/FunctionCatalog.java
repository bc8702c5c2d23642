package io.eventcart.insights.sql;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The functions that a caller may use: those that DuckDB brings along, without those that read or change more than their arguments. A
 * function that DuckDB adds is allowed unless a rule below matches it; a test lists all that are allowed, so an update shows it.
 *
 * @param scalars names of scalar functions, aggregates and macros, in small letters
 * @param macros those of them that DuckDB replaces by an expression, which copies the arguments
 * @param volatiles those whose result is not a matter of their arguments
 */
record FunctionCatalog(Set<String> scalars, Set<String> macros, Set<String> volatiles) {
    /** Table functions that read nothing but their arguments. */
    static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest", "json_each", "json_tree");
    /** Expressions that look like functions, which DuckDB does not list as scalar. */
    private static final Set<String> ALSO_SCALAR = Set.of("unnest");

    private static final Pattern REFUSED = Pattern.compile(String.join("|",
            // Parts of DuckDB that are no business of a statement, and stand-ins of PostgreSQL's functions about its system.
            "__internal_.*", "pg_(?!typeof$|size_pretty$).*", "has_.*_privilege", "has_any_.*", "inet_.*", "icu_.*",
            "st_.*",
            "variant_.*to_.*", "variant_normalize", "duckdb_.*", "pragma_.*", "(read|write)_.*", "parse_duckdb_.*",
            ".*_query",
            ".*_query_id",
            // Settings, environment, variables, sequences, logs, the session and its transaction.
            "current_(setting|connection_id|transaction_id|database|catalog|schema|schemas|role|user)", "session_user",
            "user",
            "getenv", "getvariable", "nextval", "currval", "txid_current", "in_search_path", "get_block_size",
            "map_to_pg_oid",
            "format_type", "format_pg_type", ".*obj_description", "col_description", "version",
            // Statements within the statement.
            "query", "query_table", "json_(de)?serialize_.*", "json_execute_.*",
            // Waiting.
            "sleep.*",
            // Time or memory grow with the square of a text's length, in one call that can't be stopped.
            "(damerau_)?levenshtein", "editdist3", "jaro_.*", "json_pretty",
            // As large as the numbers that they are given.
            "equi_width_bins", "bitstring_agg",
            // For the planner's own use.
            "stats", "vector_type", "finalize", "combine", "create_sort_key", "constant_or_null", "remap_struct",
            "unpivot_list",
            "cast_to_type", "replace_type", "make_type", "get_type", "is_histogram_other_bin", "timetz_byte_comparable",
            "sum_no_overflow", "can_cast_implicitly", "bar_internal"));

    /** DuckDB lists these as if they had the same result at any time. */
    private static final Set<String> VOLATILE_TOO = Set.of("current_localtime", "current_localtimestamp", "ago", "age",
            // Their results depend on the order in which parallel threads meet the rows.
            "reservoir_quantile", "approx_quantile", "approx_top_k");

    static FunctionCatalog of(Connection connection) throws SQLException {
        var all = new ArrayList<FunctionOfDuckDb>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT lower(function_name), function_type, coalesce(stability, '') "
                        + "FROM duckdb_functions() WHERE internal AND function_type IN ('scalar', 'aggregate', 'macro') GROUP BY ALL")) {
            while (row.next()) {
                all.add(new FunctionOfDuckDb(row.getString(1), row.getString(2).equals("macro"),
                        row.getString(3).equals("VOLATILE") || row.getString(3).startsWith("CONSISTENT_WITHIN")));
            }
        }
        return of(all);
    }

    private record FunctionOfDuckDb(String name, boolean isMacro, boolean isVolatile) {}

    private static FunctionCatalog of(List<FunctionOfDuckDb> all) {
        var allowed = all.stream().filter(function -> !REFUSED.matcher(function.name()).matches()).toList();
        return new FunctionCatalog(
                Stream.concat(allowed.stream().map(FunctionOfDuckDb::name), ALSO_SCALAR.stream())
                        .collect(toUnmodifiableSet()),
                allowed.stream().filter(FunctionOfDuckDb::isMacro).map(FunctionOfDuckDb::name)
                        .collect(toUnmodifiableSet()),
                Stream.concat(allowed.stream().filter(FunctionOfDuckDb::isVolatile).map(FunctionOfDuckDb::name),
                        VOLATILE_TOO.stream())
                        .collect(toUnmodifiableSet()));
    }

    boolean allows(String name) {
        return scalars.contains(name.toLowerCase(Locale.ROOT));
    }
}
