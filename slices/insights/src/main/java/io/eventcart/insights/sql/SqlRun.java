package io.eventcart.insights.sql;
import java.sql.*;
import java.nio.file.Path;
import java.time.Duration;
import java.util.*;
import org.jspecify.annotations.Nullable;
public final class SqlRun {
    private SqlRun() {}
    public static SqlAnswer rows(Connection c, CheckedSql s, int limit, Duration d) throws SQLException {
        try (var st = c.createStatement(); var r = st.executeQuery(s.sql())) {
            var cols = new ArrayList<SqlAnswer.SqlColumn>();
            var m = r.getMetaData();
            for (int i = 1; i <= m.getColumnCount(); i++)
                cols.add(new SqlAnswer.SqlColumn(m.getColumnName(i), m.getColumnTypeName(i)));
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (r.next() && rows.size() < limit) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= m.getColumnCount(); i++) {
                    var o = r.getObject(i);
                    row.add(o instanceof Number || o == null ? o : o.toString());
                }
                rows.add(row);
            }
            return new SqlAnswer(cols, rows, "h", 1, false);
        }
    }
    public static void export(Connection c, CheckedSql s, ExportFormat f, Path p, Duration d) throws SQLException {
        try (var st = c.createStatement()) {
            st.execute("COPY (" + s.sql() + ") TO '" + p + "' (FORMAT " + f + ")");
        }
    }
}
