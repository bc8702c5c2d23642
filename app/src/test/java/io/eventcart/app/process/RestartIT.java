package io.eventcart.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.acceptance.ShopClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A restart")
@Order(5)
class RestartIT {
    private static final String MUG = "mug-stoneware";

    @TempDir
    Path dataDir;

    @Test
    @DisplayName("idempotency keys, sessions and views outlive a restart")
    void remembers() {
        ShopClient shopper;
        String cart;
        String first;
        try (var server = EventcartProcess.server(dataDir)) {
            shopper = ShopClient.guest(server.shop());
            cart = shopper.createCart();
            first = shopper.add(cart, MUG, 2, "Idempotency-Key", "k").text();
            server.kill();
        }
        try (var server = EventcartProcess.server(dataDir)) {
            var again = shopper.at(server.shop());

            assertThat(again.cart(cart, 2).json().path("itemCount").asInt()).isEqualTo(2);
            assertThat(again.add(cart, MUG, 2, "Idempotency-Key", "k").text()).isEqualTo(first);
            assertThat(again.cart(cart, 2).json().path("version").asInt()).isEqualTo(2);
            assertThat(again.cart(cart, 3).status()).isEqualTo(504);

            var second = EventcartProcess.run(dataDir, "--cart.data-dir=" + dataDir, "--server.port=0");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("Another process uses the database").doesNotContain("\tat ");
        }
    }

    @Test
    @DisplayName("an app that ends tells those who watch a cart, instead of waiting for them")
    void endsStreams() {
        try (var server = EventcartProcess.server(dataDir)) {
            var shopper = ShopClient.guest(server.shop());
            var cart = shopper.createCart();

            // A stream that is broken off, not ended, would be an error.
            assertThat(shopper.events("/api/carts/" + cart + "/updates", 2, server::close)).hasSize(1);
        }
    }

    @Test
    @DisplayName("a bad catalogue stops the start with file, line and fault")
    void refusesABadCatalogue() throws IOException {
        var catalogue = dataDir.resolve("bad.csv");
        Files.writeString(catalogue, "product_id,name,price,currency\nmug,Mug,free,EUR\n");

        var stopped = EventcartProcess.run(dataDir, "--cart.data-dir=" + dataDir.resolve("data"), "--server.port=0",
                "--cart.catalogue=file:" + catalogue);

        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(stopped.output()).contains("bad.csv, line 2", "'free' is not an amount").doesNotContain("\tat ");
    }
}
