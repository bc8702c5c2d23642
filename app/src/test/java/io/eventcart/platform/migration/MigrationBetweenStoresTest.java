package io.eventcart.platform.migration;

import static io.eventcart.platform.migration.StoreName.AXONSERVER;
import static io.eventcart.platform.migration.StoreName.EMBEDDED;
import static io.eventcart.platform.migration.StoreName.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.LongTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The app itself before and after each move: sessions, personal data, proofs and views, and carts that go on. */
@DisplayName("A shop that moves")
@Order(1)
@ResourceLock(Stores.AXON_SERVER)
@LongTest
class MigrationBetweenStoresTest {
    @TempDir
    Path dataDir;

    private Stores stores;
    private ShopWithAPast shop;

    @BeforeEach
    void aShopWithAPast() {
        stores = new Stores(dataDir);
        try (var app = start(EMBEDDED)) {
            shop = new ShopWithAPast(address(app), app.getBean(JdbcClient.class));
        }
    }

    private ConfigurableApplicationContext start(StoreName store) {
        return stores.app(store, "--cart.audit.seal-events=20", "--cart.audit.seal-after=1s");
    }

    private static URI address(ConfigurableApplicationContext app) {
        return URI.create("http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port"));
    }

    private void move(StoreName from, StoreName to, String... more) {
        var said = stores.migrate(from, to, more);
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("Verified: ").contains("Projections are rebuilt");
    }

    private void lookAroundAndGoOn(StoreName store, boolean isAsStored) {
        try (var app = start(store)) {
            shop.movedTo(address(app));
            shop.assertIsThere(isAsStored);
            shop.goOn();
        }
    }

    /** On PostgreSQL the keys are there, and what lies in this folder may be those of years ago. */
    private void loseKeysOf(StoreName store) throws IOException {
        if (store == POSTGRES) {
            FileSystemUtils.deleteRecursively(dataDir.resolve("keys"));
            Files.write(dataDir.resolve("session.key"), new byte[32]);
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2} and back")
    @CsvSource({"EMBEDDED, POSTGRES, AXONSERVER", "EMBEDDED, AXONSERVER, POSTGRES"})
    @DisplayName("has all that it had, and goes on")
    void movesAround(StoreName first, StoreName second, StoreName third) throws IOException {
        move(first, second, "--verify");
        if (second == POSTGRES) {
            assertThat(stores.count(POSTGRES, "snapshot_event")).isZero();
        }
        lookAroundAndGoOn(second, true);
        loseKeysOf(second);
        move(second, third, "--verify");
        lookAroundAndGoOn(third, true);
        loseKeysOf(third);
        // Its old events are still there; those that came since are put behind them.
        move(third, first, "--verify");
        assertThat(stores.count(EMBEDDED, "snapshot_event")).isZero();
        lookAroundAndGoOn(first, true);
    }

    @Test
    @DisplayName("has all that it had in its newest form, and a new proof")
    void movesUpcast() throws IOException {
        var seals = Files.readString(dataDir.resolve("seals/seals.jsonl"));

        move(EMBEDDED, POSTGRES, "--upcast", "--verify");

        assertThat(Files.readString(dataDir.resolve("seals/seals-of-old-chain-1.jsonl"))).isEqualTo(seals);
        lookAroundAndGoOn(POSTGRES, false);
    }
}
