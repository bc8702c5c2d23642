package io.eventcart.insights.sql;
import java.util.List;
import org.jspecify.annotations.Nullable;
public record SqlAnswer(List<SqlColumn> columns, List<List<@Nullable Object>> rows, String hash, long tookMillis,
        boolean truncated) {
    public record SqlColumn(String name, String type) {}
}
