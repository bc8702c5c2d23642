package io.eventcart.platform.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.platform.personaldata.KeyStore.Absent;
import io.eventcart.platform.personaldata.KeyStore.Erased;
import io.eventcart.platform.sliceapi.PersonErased;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.Uuids;
import io.eventcart.platform.testkit.LocalPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("The table of keys")
class KeyTableTest {
    private static final UUID ANNA = Uuids.parse("a11a0000-0000-4000-8000-000000000001");
    private static final UUID BEN = Uuids.parse("be110000-0000-4000-8000-000000000002");
    private static final UUID CARL = Uuids.parse("ca110000-0000-4000-8000-000000000003");
    private static final MasterKey OLD = MasterKey.of(new byte[AesGcm.KEY_BYTES]);
    private static final MasterKey NEW = MasterKey.of("another key of thirty-two bytes!".getBytes(
            StandardCharsets.US_ASCII));

    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    /** The process dies here. */
    @SuppressWarnings("serial")
    private static final class Killed extends Error {}

    @BeforeEach
    void aDatabase() {
        var database = new DriverManagerDataSource(LocalPostgres.newDatabase(), LocalPostgres.USER, "");
        Flyway.configure().dataSource(database).locations("classpath:db/migration/personal-data").load().migrate();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    private KeyTable table(MasterKey master) {
        return new KeyTable(jdbc, transaction, master);
    }

    private PersonKeys open(MasterKey master) {
        return new PersonKeys(table(master), master, Clock.systemUTC());
    }

    @Test
    @DisplayName("keeps one key a shopper, the same for every instance")
    void keepsKeys() {
        var anna = open(OLD).findOrMake(ANNA);

        assertThat(open(OLD).findOrMake(ANNA)).isEqualTo(anna);
        assertThat(open(OLD).findOrMake(BEN)).isNotEqualTo(anna);
        assertThat(table(OLD).find(CARL)).isEqualTo(new Absent());
    }

    @Test
    @DisplayName("gives no key again to who was erased")
    void erases() {
        var keys = open(OLD);
        keys.findOrMake(ANNA);

        keys.erase(ANNA);
        keys.erase(BEN);

        assertThat(table(OLD).find(ANNA)).isEqualTo(new Erased());
        assertThat(keys.find(ANNA)).isEmpty();
        assertThatExceptionOfType(PersonErased.class).isThrownBy(() -> keys.findOrMake(ANNA));
        assertThatExceptionOfType(PersonErased.class).isThrownBy(() -> keys.findOrMake(BEN));
    }

    @Test
    @DisplayName("does not open with another master key")
    void refusesAnotherMaster() {
        open(OLD);

        assertThatExceptionOfType(StartFault.class).isThrownBy(() -> table(NEW))
                .withMessageContaining("wrapped by another master key");
    }

    @Test
    @DisplayName("is wrapped anew as a whole: shoppers' keys and secrets, but not who was erased")
    void rotates() {
        var keys = open(OLD);
        var anna = keys.findOrMake(ANNA);
        keys.erase(BEN);
        var secret = table(OLD).secret("session.key", AesGcm::randomKey);

        assertThat(keys.rewrap(NEW, () -> {})).isEqualTo(1);

        assertThat(open(NEW).find(ANNA)).contains(anna);
        assertThat(table(NEW).secret("session.key", AesGcm::randomKey)).isEqualTo(secret);
        assertThat(table(NEW).find(BEN)).isEqualTo(new Erased());
        assertThatExceptionOfType(IllegalStateException.class).as("an instance that has the old one still")
                .isThrownBy(() -> keys.findOrMake(CARL));
    }

    @Test
    @DisplayName("stays as it was where a rotation is killed on the way")
    void rotatesAllOrNothing() {
        open(OLD).findOrMake(ANNA);
        var ben = open(OLD).findOrMake(BEN);

        assertThatExceptionOfType(Killed.class).isThrownBy(() -> table(OLD).rewrap(NEW.id(), (person, wrapped) -> {
            if (person.equals(BEN)) {
                throw new Killed();
            }
            return wrapped;
        }, () -> {}));

        assertThat(open(OLD).find(BEN)).contains(ben);
    }
}
