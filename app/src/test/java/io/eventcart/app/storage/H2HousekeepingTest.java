package io.eventcart.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

final class H2HousekeepingTest {
    private static final String DENSITY = "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?";

    @Test
    void what_is_left_of_changed_pages_is_gathered(@TempDir Path folder) throws Exception {
        var file = new JdbcDataSource();
        file.setUrl("jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0;RETENTION_TIME=0");
        var database = new LimitedWriters(file, 1);
        var housekeeping = new H2Housekeeping(database);
        var jdbc = new JdbcTemplate(database);
        try (var open = file.getConnection()) {
            jdbc.execute("CREATE TABLE event (id UUID PRIMARY KEY, body VARCHAR(1000))");
            for (var n = 0; n < 1_000; n++) {
                jdbc.update("INSERT INTO event VALUES (?, ?)", UUID.randomUUID(), "x".repeat(900));
            }
            assertThat(density(jdbc)).as("of a file that nobody keeps dense").isLessThan(50);

            for (var n = 0; n < 100; n++) {
                housekeeping.tidyUp();
            }

            assertThat(density(jdbc)).isGreaterThanOrEqualTo(55);
            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM event WHERE LENGTH(body) = 900", Integer.class))
                    .isEqualTo(1_000);
            assertThat(open.isClosed()).isFalse();
        }
    }

    private static int density(JdbcTemplate jdbc) {
        var text = jdbc.queryForObject(DENSITY, String.class, "info.CHUNKS_FILL_RATE");
        return text == null ? 0 : Integer.parseInt(text);
    }
}
