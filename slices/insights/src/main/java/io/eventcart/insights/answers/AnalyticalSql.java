package io.eventcart.insights.answers;

import java.sql.Connection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Named parameters for a connection to the analytical copy. The connection stays open. */
final class AnalyticalSql {
    private AnalyticalSql() {}

    static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** @return the name of a table as SQL reads it, whatever characters it has */
    static String quoted(String table) {
        return '"' + table.replace("\"", "\"\"") + '"';
    }
}
