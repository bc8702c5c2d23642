package io.eventcart.insights.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets one SELECT through that reads nothing but the tables of the connection's database and can't ask for more than its share. It stands
 * in front of DuckDB's own fences (no external access, locked configuration, memory limit), and covers what those don't.
 */
public final class SqlFence {
    private static final int MAX_COLUMNS = 500;
    /** DuckDB's own functions are the same in every database of a process, and listing them takes a while. */
    private static volatile @Nullable FunctionCatalog functions;

    private SqlFence() {}

    /**
     * Checks a statement, without running it.
     *
     * @param sql what a caller has written; a bare {@code at} is the column of that name
     * @throws SqlRefused if it isn't one SELECT, reads anything but known tables, is too large, or does not make sense to DuckDB
     */
    public static CheckedSql check(Connection connection, String sql) {
        var tree = SqlTree.parse(connection, SqlText.of(sql));
        try {
            var allowed = functions(connection);
            check(tree, tables(connection), allowed);
            var obstacle = Repeatability.obstacle(tree, allowed);
            DoubleLiterals.keep(tree.root());
            return new CheckedSql(tree, columns(connection, tree, allowed), obstacle);
        } catch (SQLException e) {
            throw SqlRefused.of(DuckDbFault.readable(e));
        }
    }

    private static void check(SqlTree tree, Set<String> tables, FunctionCatalog functions) {
        new StatementRules(tree, tables, functions).check();
        PlanBounds.check(tree, functions);
        ValueGrowth.check(tree);
    }

    private static FunctionCatalog functions(Connection connection) throws SQLException {
        var known = functions;
        if (known == null) {
            known = FunctionCatalog.of(connection);
            functions = known;
        }
        return known;
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        var names = new HashSet<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT lower(table_name) FROM duckdb_tables() WHERE NOT internal AND NOT temporary "
                                + "AND schema_name = 'main' AND database_name = current_database()")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    /** Plans the statement as it will run, and checks that text once more: a fault of DuckDB in writing it must not open the fence. */
    private static List<AnswerColumn> columns(Connection connection, SqlTree tree, FunctionCatalog functions)
            throws SQLException {
        var sql = tree.sql(connection);
        check(SqlTree.parse(connection, SqlText.made(sql)), tables(connection), functions);
        var columns = new ArrayList<AnswerColumn>();
        try (var statement = connection.prepareStatement(sql)) {
            var answer = statement.getMetaData();
            if (answer.getColumnCount() > MAX_COLUMNS) {
                throw SqlRefused.of("The answer has " + answer.getColumnCount() + " columns. At most " + MAX_COLUMNS
                        + " are allowed.");
            }
            for (var i = 1; i <= answer.getColumnCount(); i++) {
                columns.add(new AnswerColumn(answer.getColumnLabel(i), answer.getColumnTypeName(i)));
            }
        } catch (SQLException e) {
            throw SqlRefused.at(FaultPlace.inPlan(connection, tree, sql), DuckDbFault.readable(e));
        }
        return columns;
    }

    /** @return the statement in the order of its rows, cut after {@code rows} unless that is 0 */
    static String ordered(Connection connection, CheckedSql sql, int rows) throws SQLException {
        if (sql.tree().isAboutTables()) {
            return sql.tree().sql(connection);
        }
        var ordered = new SqlTree(sql.tree().text(), sql.tree().root().deepCopy());
        TotalOrder.apply(ordered.query(), sql.columns().size());
        if (rows > 0) {
            TotalOrder.limit(ordered.query(), rows);
        }
        return ordered.sql(connection);
    }
}
