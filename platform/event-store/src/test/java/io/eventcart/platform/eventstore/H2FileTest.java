package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventcart.platform.sliceapi.AccompaniesEvents;
import io.eventcart.platform.sliceapi.StartFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

final class H2FileTest {
    private static final int BLOCK = 4_096;
    private static final int BYTES_OF_HEADER = 2 * BLOCK;

    /** As a slice declares its data. */
    @AccompaniesEvents(tables = "note", files = "notes/notes.jsonl")
    static final class Notes {}

    @TempDir
    Path dataDir;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = dataDir.resolve("eventcart.mv.db");
    }

    private void start(String... profiles) {
        var environment = new MockEnvironment().withProperty("cart.data-dir", dataDir.toString());
        environment.setActiveProfiles(profiles);
        new H2Database().h2(
                new DataDirectory(Binder.get(environment).bind("cart", Bindable.of(EventcartProperties.class)).get()),
                environment);
    }

    private @Nullable StartFault faultOfStart() {
        return catchThrowableOfType(StartFault.class, this::start);
    }

    private void sell() throws SQLException, IOException {
        try (var database = DriverManager.getConnection("jdbc:h2:file:" + dataDir.resolve("eventcart"), "sa", "");
                var statement = database.createStatement()) {
            statement.execute("CREATE TABLE domain_event (id INTEGER PRIMARY KEY, payload VARCHAR(1000))");
            statement.execute("INSERT INTO domain_event SELECT x, REPEAT('x', 500) FROM SYSTEM_RANGE(1, 2000)");
        }
        Files.createDirectories(dataDir.resolve("notes"));
        Files.writeString(dataDir.resolve("notes/notes.jsonl"), "{}\n");
    }

    @Test
    void an_emptied_database_beside_a_file_that_accompanies_events_is_refused_again_and_again()
            throws SQLException, IOException {
        sell();
        Files.write(file, new byte[0]);

        assertThat(faultOfStart())
                .hasMessageContaining("was missing, emptied or damaged", file.toString(), "notes.jsonl")
                .extracting(StartFault::remedy).asString().contains("Restore the database from a backup",
                        "the profile postgres or axonserver", "--cart.data-dir=FOLDER");
        assertThat(faultOfStart()).isNotNull();
    }

    @Test
    void a_missing_database_beside_keys_is_refused() throws IOException {
        var keys = Files.createDirectories(dataDir.resolve("keys/by-0123456789abcdef"));
        assertThatCode(this::start).as("folders alone are made before there is any event").doesNotThrowAnyException();
        Files.delete(file);
        Files.writeString(keys.resolve("a shopper"), "a key");

        assertThat(faultOfStart()).hasMessageContaining("was missing, emptied or damaged", "keys");
    }

    @Test
    void views_of_an_Axon_Server_may_be_made_anew() throws SQLException, IOException {
        sell();
        Files.delete(file);

        assertThatCode(() -> start("axonserver")).doesNotThrowAnyException();
    }

    private void damage(int from) throws SQLException, IOException {
        sell();
        var bytes = Files.readAllBytes(file);
        for (var at = from; at < bytes.length; at++) {
            bytes[at] ^= at % BLOCK < 400 ? (byte) 0x5a : 0;
        }
        Files.write(file, bytes);
    }

    @Test
    void a_damaged_database_is_refused_in_a_sentence() throws SQLException, IOException {
        damage(0);

        assertThat(faultOfStart()).hasMessageMatching("The database \\S+ is damaged \\(H2 error \\d+\\)\\.")
                .extracting(StartFault::remedy).asString().startsWith("Restore it from a backup");
        assertThat(dataDir.resolve("eventcart.trace.db")).doesNotExist();
    }

    @Test
    void a_database_that_H2_begins_anew_because_it_is_damaged_is_refused() throws SQLException, IOException {
        damage(BYTES_OF_HEADER);

        assertThat(faultOfStart()).hasMessageContaining("was missing, emptied or damaged");
    }

    @Test
    void damage_found_later_in_a_start_is_reported_in_the_same_words() {
        var met = new IllegalStateException(new SQLException("a page of SQL", "HY000", 50000));

        assertThat(new DamagedDatabaseAnalyzer().analyze(met)).extracting(FailureAnalysis::getDescription)
                .isEqualTo("The database in the data directory is damaged (H2 error 50000).");
        assertThat(new DamagedDatabaseAnalyzer().analyze(new SQLException("taken", "23505", 23505))).isNull();
    }

    @Test
    void the_database_is_its_owners_alone_in_a_folder_that_all_may_read() throws IOException {
        Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwxr-xr-x"));

        start();

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(dataDir)).as("as its owner wants it")
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
