package io.eventcart.insights.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionCatalogTest {
    @Test
    void an_update_of_DuckDB_that_adds_a_function_is_noticed(@TempDir Path folder) throws Exception {
        try (var database = new AnalyticalDatabase(folder);
                var known = Objects.requireNonNull(getClass().getResourceAsStream("allowed-functions.txt"))) {
            var allowed = new TreeSet<>(FunctionCatalog.of(database.connection).scalars());

            assertThat(String.join("\n", allowed))
                    .as("""
                            DuckDB has other functions than before. If a new one reads nothing but its arguments, and its result can't be much \
                            larger than they are, add it to allowed-functions.txt. Otherwise refuse it in FunctionCatalog, or bound its result in ValueGrowth.""")
                    .isEqualTo(new String(known.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
