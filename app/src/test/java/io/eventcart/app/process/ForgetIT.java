package io.eventcart.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.LongTest;
import io.eventcart.app.acceptance.Grep;
import io.eventcart.app.acceptance.ShopClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Personal data, from the first start to the erasure")
@Order(4)
@LongTest
class ForgetIT {
    private static final String PASSWORD = "--cart.operator.password=secret";
    private static final String ADDRESS = """
            {"deliverTo":{"name":"Wilhelmine Grepwald","email":"w.grepwald@example.org","street":"Suchgasse 4711",\
            "city":"Findlingen","postcode":"D-98765-X","country":"DE"}}""";
    private static final Grep PERSONAL = Grep.of("Wilhelmine Grepwald", "w.grepwald", "Suchgasse 4711", "Findlingen",
            "D-98765-X");

    @TempDir
    Path dataDir;

    @Test
    @DisplayName("no log shows it, at debug level neither, the master key can be replaced but not lost, and who is erased stays so after kill -9")
    void keepsAndForgets() throws IOException {
        var here = "--cart.data-dir=" + dataDir;
        ShopClient anna;
        String cart;
        String shopper;
        byte[] firstMaster;
        try (var server = EventcartProcess.server(dataDir, PASSWORD, "--logging.level.root=debug")) {
            var session = ShopClient.anonymous(server.shop()).post("/api/session").json();
            shopper = session.path("shopperId").asString();
            anna = ShopClient.with(server.shop(), "Bearer " + session.path("token").asString());
            cart = checkOut(anna);
            checkOut(ShopClient.guest(server.shop()));
            sendMalformed(anna, cart);
            server.kill();

            firstMaster = Files.readAllBytes(dataDir.resolve("master.key"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("master.key"))))
                    .isEqualTo("rw-------");
            assertThat(server.output()).contains("Made a master key")
                    .doesNotContain(Base64.getEncoder().encodeToString(firstMaster));
            assertNothingPersonalIn(server.output());
        }

        var rotation = EventcartProcess.run(dataDir, "keys", "rotate-master", here);
        assertThat(rotation.output()).contains("Wrapped 2 keys");
        assertThat(rotation.exitCode()).isZero();
        assertThat(Files.readAllBytes(dataDir.resolve("master.key"))).hasSize(32).isNotEqualTo(firstMaster);

        try (var server = EventcartProcess.server(dataDir, PASSWORD)) {
            anna = anna.at(server.shop());
            assertThat(anna.get("/api/receipts/" + cart).text()).contains("Wilhelmine Grepwald");
            var operator = ShopClient.with(server.shop(), "Basic "
                    + Base64.getEncoder().encodeToString("operator:secret".getBytes(StandardCharsets.UTF_8)));
            assertThat(operator.send("DELETE", "/api/shoppers/" + shopper, "").status()).isEqualTo(200);
            server.kill();
            assertNothingPersonalIn(server.output());
        }
        assertThat(PERSONAL.in(List.of(dataDir))).isEmpty();
        try (var server = EventcartProcess.server(dataDir)) {
            assertThat(anna.at(server.shop()).get("/api/receipts/" + cart).json().at("/deliverTo/erased").asBoolean())
                    .isTrue();
        }

        Files.move(dataDir.resolve("master.key"), dataDir.resolve("master.key.lost"));
        assertRefused("master.key is missing, but there are wrapped keys in", here);
        assertThat(dataDir.resolve("master.key")).doesNotExist();
        Files.write(dataDir.resolve("first.key"), firstMaster);
        assertRefused("wrapped by another master key", here, "--cart.keys.master=" + dataDir.resolve("first.key"));
        assertRefused("is not a key of 32 bytes", here, "--cart.keys.master=base64:c2hvcnQ=");
    }

    private static String checkOut(ShopClient shopper) {
        var cart = shopper.createCart();
        shopper.add(cart, "mug-stoneware", 1);
        assertThat(shopper.postJson("/api/carts/" + cart + "/checkout", ADDRESS).status()).isEqualTo(200);
        assertThat(shopper.get("/api/receipts/" + cart).text()).contains("Wilhelmine Grepwald");
        return cart;
    }

    /** What is refused is not logged either, in whatever way it is wrong. */
    private static void sendMalformed(ShopClient shopper, String cart) {
        for (var wrong : List.of(ADDRESS.replace("\"DE\"", "\"Findlingen\""), ADDRESS.replace("@", " "),
                ADDRESS.replace("\"email\"", "\"w.grepwald\""), ADDRESS.replace("}}", ""),
                ADDRESS.replace("\"Wilhelmine Grepwald\"", "[\"Wilhelmine Grepwald\"]"),
                ADDRESS.replace("Suchgasse 4711", "Suchgasse 4711".repeat(20)))) {
            assertThat(shopper.postJson("/api/carts/" + cart + "/checkout", wrong).status()).isEqualTo(400);
        }
    }

    private static void assertNothingPersonalIn(String log) {
        assertThat(PERSONAL.in(log)).isEmpty();
    }

    private void assertRefused(String fault, String... switches) {
        var started = new ArrayList<>(List.of(switches));
        started.add("--server.port=0");
        var refused = EventcartProcess.run(dataDir, started.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains(fault).doesNotContain("\tat ");
    }
}
