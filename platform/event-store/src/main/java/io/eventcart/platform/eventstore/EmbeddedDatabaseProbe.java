package io.eventcart.platform.eventstore;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The probe of the embedded database, which has only one instance. */
@Component
@Profile("!postgres")
final class EmbeddedDatabaseProbe implements DatabaseProbe {
    private final JdbcClient jdbc;

    EmbeddedDatabaseProbe(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void write() {
        jdbc.sql("MERGE INTO app_instance (id, seen_at) KEY (id) VALUES (?, CURRENT_TIMESTAMP)")
                .param(JdbcStores.ONLY_NODE).update();
    }
}
