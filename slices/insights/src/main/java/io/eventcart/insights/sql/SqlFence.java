package io.eventcart.insights.sql;
import java.sql.Connection;
public final class SqlFence {
    private SqlFence() {}
    public static CheckedSql check(Connection c, String sql) {
        return new CheckedSql(sql);
    }
}
