package io.eventcart.insights.sql;
import java.util.Optional;
public record CheckedSql(String sql) {
    public Optional<String> volatileFunction() {
        return Optional.empty();
    }
}
