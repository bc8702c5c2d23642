package io.eventcart.platform.projections;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Compares the rows of both copies of a projection in the database, by the table's key and all its columns. It leaves out
 * columns whose values the database generates.
 */
@Component
final class CopyComparer {
    private static final int ATTEMPTS = 5;
    private static final long RETRY_INTERVAL_MILLIS = 300;

    private final JdbcTemplate jdbc;

    CopyComparer(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Columns(List<String> key, List<String> others) {}

    /**
     * Both copies advance meanwhile, and one may be an event ahead. So it compares up to 5 times and returns the result with the
     * fewest differences.
     */
    CopyComparison compare(Projection projection, ProjectionCopy old) throws InterruptedException {
        var comparison = compareOnce(projection, old);
        for (var attempt = 1; attempt < ATTEMPTS && !comparison.isEqual(); attempt++) {
            Thread.sleep(RETRY_INTERVAL_MILLIS);
            var again = compareOnce(projection, old);
            if (Comparator.comparingLong(CopyComparer::differences).compare(again, comparison) < 0) {
                comparison = again;
            }
        }
        return comparison;
    }

    private static long differences(CopyComparison comparison) {
        return comparison.different() + comparison.onlyInOld() + comparison.onlyInNew();
    }

    private CopyComparison compareOnce(Projection projection, ProjectionCopy old) {
        return projection.tables().stream().map(table -> compareOnce(old.table(table), old.other().table(table)))
                .reduce(CopyComparison.NOTHING, CopyComparison::plus);
    }

    private CopyComparison compareOnce(String old, String copy) {
        var columns = columns(old);
        var on = each(columns.key(), " AND ", column -> "a." + column + " = b." + column);
        var same = columns.others().isEmpty()
                ? "TRUE"
                : each(columns.others(), " AND ", column -> "a." + column + " IS NOT DISTINCT FROM b." + column);
        var both = " FROM " + old + " a JOIN " + copy + " b ON " + on;
        var first = columns.key().getFirst();
        var fromOnlyInOld = " FROM " + old + " a LEFT JOIN " + copy + " b ON " + on + " WHERE b." + first + " IS NULL";
        var fromOnlyInNew = " FROM " + copy + " b LEFT JOIN " + old + " a ON " + on + " WHERE a." + first + " IS NULL";
        var examples = new ArrayList<String>();
        return jdbc.query("SELECT COUNT(*), COALESCE(SUM(CASE WHEN " + same + " THEN 1 ELSE 0 END), 0)" + both,
                (ResultSet row) -> {
                    row.next();
                    var compared = row.getLong(1);
                    var equal = row.getLong(2);
                    var onlyInOld = count(fromOnlyInOld);
                    var onlyInNew = count(fromOnlyInNew);
                    examples.addAll(
                            compared > equal ? keys("a", columns, both + " WHERE NOT (" + same + ")") : List.of());
                    examples.addAll(onlyInOld > 0 ? keys("a", columns, fromOnlyInOld) : List.of());
                    examples.addAll(onlyInNew > 0 ? keys("b", columns, fromOnlyInNew) : List.of());
                    return new CopyComparison(compared, equal, compared - equal, onlyInOld, onlyInNew, examples.stream()
                            .map(key -> old + " " + key).limit(CopyComparison.MAX_EXAMPLES).toList());
                });
    }

    private long count(String from) {
        return Objects.requireNonNull(jdbc.queryForObject("SELECT COUNT(*)" + from, Long.class));
    }

    private List<String> keys(String alias, Columns columns, String from) {
        return jdbc.query("SELECT " + each(columns.key(), ", ", column -> alias + "." + column) + from + " LIMIT "
                + CopyComparison.MAX_EXAMPLES, (row, n) -> {
                    var key = new ArrayList<String>();
                    for (var i = 1; i <= columns.key().size(); i++) {
                        key.add(String.valueOf(row.getString(i)));
                    }
                    return String.join("/", key);
                });
    }

    private static String each(List<String> columns, String between, Function<String, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(between));
    }

    private Columns columns(String table) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<Columns>) connection -> {
            var metaData = connection.getMetaData();
            var name = metaData.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            var all = new ArrayList<String>();
            var generated = new ArrayList<String>();
            try (var rows = metaData.getColumns(connection.getCatalog(), connection.getSchema(), name, null)) {
                while (rows.next()) {
                    ("YES".equals(rows.getString("IS_AUTOINCREMENT")) ? generated : all)
                            .add(rows.getString("COLUMN_NAME"));
                }
            }
            var key = key(metaData, connection.getCatalog(), connection.getSchema(), name, generated);
            all.removeAll(key);
            return new Columns(key, all);
        }));
    }

    /** @return the columns of a unique index without generated columns, preferably of the primary key */
    private static List<String> key(DatabaseMetaData metaData, String catalog, String schema, String table,
            List<String> generated) throws SQLException {
        Map<String, List<String>> unique = new TreeMap<>();
        try (var rows = metaData.getPrimaryKeys(catalog, schema, table)) {
            while (rows.next()) {
                unique.computeIfAbsent("", first -> new ArrayList<>()).add(rows.getString("COLUMN_NAME"));
            }
        }
        try (var rows = metaData.getIndexInfo(catalog, schema, table, true, false)) {
            while (rows.next()) {
                if (rows.getString("COLUMN_NAME") != null) {
                    unique.computeIfAbsent(rows.getString("INDEX_NAME"), first -> new ArrayList<>())
                            .add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return unique.values().stream().filter(columns -> columns.stream().noneMatch(generated::contains)).findFirst()
                .orElseThrow(() -> new IllegalStateException(table
                        + " has no unique columns except generated ones, so the copies can't be compared"));
    }
}
