package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.testkit.LocalPostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

@DisplayName("The start with PostgreSQL")
class PostgresDatabaseTest {
    private static StartFault fault(String url, String user) {
        var properties = new DataSourceProperties();
        properties.setUrl(url);
        properties.setUsername(user);
        return catchThrowableOfType(StartFault.class, () -> new PostgresDatabase().postgres(properties, null));
    }

    @Test
    @DisplayName("ends where the database does not know the user, and says how to mend it")
    void refusesAnUnknownUser() {
        var fault = fault(LocalPostgres.newDatabase(), "nobody");

        assertThat(fault).hasMessageContaining("does not take user 'nobody'");
        assertThat(fault.remedy()).contains("SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    @DisplayName("ends where there is no such database, and says how to make one")
    void refusesAMissingDatabase() {
        var fault = fault("jdbc:postgresql://127.0.0.1:" + LocalPostgres.port() + "/nowhere?loginTimeout=5",
                LocalPostgres.USER);

        assertThat(fault).hasMessageContaining("/nowhere is not there").hasMessageNotContaining("loginTimeout");
        assertThat(fault.remedy()).contains("createdb --owner=postgres");
    }

    @Test
    @DisplayName("ends where another kind of database is named")
    void refusesOtherDatabases() {
        assertThat(fault("jdbc:mysql://localhost/shop", "root")).hasMessageContaining("must name a PostgreSQL");
    }
}
