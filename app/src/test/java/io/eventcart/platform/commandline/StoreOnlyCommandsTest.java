package io.eventcart.platform.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.eventcart.app.EventcartApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("A command that needs the store alone")
@ExtendWith(OutputCaptureExtension.class)
@Isolated("its output is what the whole JVM prints")
class StoreOnlyCommandsTest {
    private static final String CART = "70707070-0000-4000-8000-000000000001";
    private static final String UNKNOWN = "70707070-0000-4000-8000-000000000002";

    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void storeOfThePrototype() throws IOException, SQLException {
        data = Files.createDirectories(folder.resolve("data"));
        var url = "jdbc:h2:file:" + data.resolve("eventcart");
        Flyway.configure().dataSource(url, "sa", "").locations("classpath:db/migration").outOfOrder(true).load()
                .migrate();
        RunScript.execute(url, "sa", "", "../docs/guides/samples/prototype.sql", StandardCharsets.UTF_8, false);
    }

    @Test
    @DisplayName("reads carts through the upcasters, and prints nothing else")
    void reads(CapturedOutput output) {
        assertThat(run("log", CART)).isZero();
        assertThat(output.getOut()).startsWith("version 5\n").contains(
                "Event:  cart.item-removed, cart.item-added", "~ 2 Apple (apple) at EUR 0.50 -> 1 at EUR 0.50")
                .doesNotContain("version 3\n");
        assertThat(withoutMasterKey(output)).isEmpty();
    }

    /** The first command makes one, whichever that is. */
    private static String withoutMasterKey(CapturedOutput output) {
        return output.getErr().replaceAll("(?m)^.*Made a master key.*\\R", "");
    }

    @Test
    @DisplayName("starts nothing that works by itself: no seal is made, and no projection follows the events")
    void startsNothing(CapturedOutput output) {
        assertThat(run("audit", "verify", "--json")).isZero();
        assertThat(output.getOut()).startsWith("{").contains("\"ok\" : true", "\"seals\" : 0").endsWith("}\n");
        assertThat(run("audit", "verify")).isZero();
        assertThat(output.getOut()).contains("0 under 0 seals").contains("Nobody has changed them.");
        assertThat(data.resolve("seals/seals.jsonl")).doesNotExist();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("EventProcessor["));
    }

    @Test
    @DisplayName("says in a sentence what can't be read, and shows where only if asked to")
    void tellsFailure(CapturedOutput output) {
        assertThat(run("log", UNKNOWN)).isEqualTo(1);
        assertThat(withoutMasterKey(output)).contains("cart.gift-wrapped revision 3").doesNotContain("\tat ")
                .hasLineCount(1);
        assertThat(run("log", CART, "--stacktrace", "--cart.data-dir=" + folder.resolve("none"))).isEqualTo(1);
        assertThat(output.getErr()).contains("\tat ");
        assertThat(output.getOut()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--spring.profiles.active=axonserver --axon.axonserver.servers=127.0.0.1:1",
            "--spring.profiles.active=postgres --spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none"})
    @DisplayName("gives up waiting for a store that is not there")
    void givesUp(String store, CapturedOutput output) {
        assertThat(run(("log " + CART + " --cart.wait-for-store=1ms " + store).split(" "))).isEqualTo(1);
        assertThat(output.getErr()).contains("127.0.0.1:1", " can't be reached. Start it").doesNotContain("\tat ");
        assertThat(output.getOut()).isEmpty();
    }

    @Test
    @DisplayName("names a switch that there is not")
    void namesWrongSwitch(CapturedOutput output) {
        assertThat(run("log", CART, "--cart.data-dri=elsewhere")).isEqualTo(1);
        assertThat(output.getErr()).contains("--cart.data-dri is no switch of this app.").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log " + CART, "audit verify"})
    @DisplayName("does not take a database whose events are on an Axon Server for an empty store")
    void namesForgottenProfile(String command, CapturedOutput output, @TempDir Path ofAxonServer) throws SQLException {
        var url = "jdbc:h2:file:" + ofAxonServer.resolve("eventcart");
        Flyway.configure().dataSource(url, "sa", "").locations("classpath:db/migration").outOfOrder(true).load()
                .migrate();
        try (var database = DriverManager.getConnection(url, "sa", ""); var statement = database.createStatement()) {
            statement.execute("INSERT INTO recorded_event_store (one, kind) VALUES (1, 'AXON_SERVER')");
        }

        assertThat(run((command + " --cart.data-dir=" + ofAxonServer).split(" ", -1))).isEqualTo(1);

        assertThat(output.getErr()).contains("those of an Axon Server", "--spring.profiles.active=axonserver")
                .doesNotContain("\tat ");
        assertThat(output.getOut()).isEmpty();
    }

    @Test
    @DisplayName("turns a master key anew, and says no where a server runs")
    void rotates(CapturedOutput output) throws IOException {
        assertThat(run("log", CART)).isZero();
        assertThat(run("keys", "rotate-master")).isZero();
        assertThat(output.getOut()).contains("Wrapped 0 keys with master key ");
    }

    @Test
    @DisplayName("asks the server that has the data directory")
    void asksServer(CapturedOutput output) throws IOException {
        var asked = new ArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            var credentials = call.getRequestHeaders().getFirst("Authorization");
            asked.add(call.getRequestMethod() + " " + call.getRequestURI());
            var answer = """
                    {"events": 3, "ok": false, "unchained": 0, "sealed": 3, "seals": 1, "firstBroken": {"fault": "CHANGED",
                    "cartId": "%s", "version": 2, "type": "cart.item-added", "position": 17, "detail": "its hash is another"}}
                    """
                    .formatted(CART).getBytes(StandardCharsets.UTF_8);
            var isOperator = "Basic b3BlcmF0b3I6c2VjcmV0".equals(credentials);
            call.sendResponseHeaders(isOperator ? 200 : 401, isOperator ? answer.length : -1);
            call.getResponseBody().write(isOperator ? answer : new byte[0]);
            call.close();
        });
        server.start();
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.write(elsewhere.resolve("server"), List.of(Long.toString(ProcessHandle.current().pid()),
                "http://127.0.0.1:" + server.getAddress().getPort()));
        try {
            var here = "--cart.data-dir=" + elsewhere;
            assertThat(run("audit", "verify", here, "--cart.operator.password=secret")).isEqualTo(1);
            assertThat(run("audit", "verify", here, "--cart.operator.password=wrong")).isEqualTo(1);
            assertThat(run("audit", "verify", here)).isEqualTo(2);
            assertThat(run("keys", "rotate-master", here)).isEqualTo(1);
        } finally {
            server.stop(0);
        }
        assertThat(asked).containsExactly("POST /api/audit/verify", "POST /api/audit/verify");
        assertThat(output.getOut()).contains("3 events checked: 3 under 1 seals, 0 from before the chain.",
                "BROKEN: version 2 cart.item-added of " + CART + " at position 17 was changed: its hash is another.");
        assertThat(output.getErr()).contains("does not take this password", "CART_OPERATOR_PASSWORD",
                "The server of this data directory runs. Stop it first.").doesNotContain("\tat ");
        assertThat(elsewhere.resolve("eventcart.mv.db")).doesNotExist();
    }

    private static int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--cart.data-dir="))) {
            all.add("--cart.data-dir=" + data);
        }
        return CommandLineMode.run(EventcartApplication.class, all.toArray(String[]::new));
    }
}
