package io.eventcart.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The import of real shoppers")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
class ImportAcceptanceTest {
    private static final Path SHARED = Path.of("..", "..", "shared", "data", "clickstream");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SMALL = """
            event_time,event_type,product_id,price,user_id,user_session
            2022-10-01 00:00:00 UTC,remove_from_cart,9,1.00,u1,s1
            2022-10-01 00:00:01 UTC,cart,1,2.50,u1,s1
            2022-10-01 00:00:01 UTC,cart,1,2.50,u1,s1
            2022-10-01 00:00:02 UTC,view,2,3.00,u2,s2
            2022-10-01 00:00:03 UTC,cart,2,0.00,u1,s1
            2022-10-01 00:00:04 UTC,remove_from_cart,1,2.50,u1,s1
            2022-10-01 00:00:05 UTC,purchase,1,2.50,u1,s1
            2022-10-01 00:00:05 UTC,cart,7,4.00,u2,s2
            2022-10-01 00:00:05 UTC,purchase,2,0.00,u1,s1
            2022-10-01 00:00:06 UTC,cart,3,-1.00,u1,s1
            2022-10-01 00:00:07 UTC,cart,3,1.10,u1,s1
            2022-10-01 00:00:08 UTC,purchase,5,1.00,u3,s3
            """;

    @TempDir
    Path folder;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", () -> {
            try {
                return Files.createTempDirectory("import").toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    @DisplayName("a small file, every kind of line in it, gives the report and the carts that it should, however often")
    void importsASmallFile() throws IOException {
        var file = folder.resolve("small.csv");
        Files.writeString(file, SMALL);

        var report = run(List.of(file));

        assertThat(report).contains("\"rows\":12", "\"views\":1", "\"cartsCreated\":3", "\"itemsAdded\":5",
                "\"itemsRemoved\":1", "\"checkouts\":1", "\"cart-not-found\":2");
        assertThat(JSON.readTree(report).at("/malformed/0/line").asInt()).isEqualTo(11);
        assertThat(summaries()).isEqualTo(fold(List.of(file)));
        var again = run(List.of(file));
        assertThat(again).contains("\"cartsCreated\":0", "\"itemsAdded\":0", "\"itemsRemoved\":0", "\"checkouts\":0");
        assertThat(summaries()).isEqualTo(fold(List.of(file)));
    }

    @Test
    @DisplayName("the carts of the shared samples equal an independent fold of the files")
    void importsTheSamples() throws IOException {
        assumeTrue(Files.isDirectory(SHARED),
                "the shared samples are not there; the small file is tested all the same");
        var files = List.of(SHARED.resolve("2022-10.csv"), SHARED.resolve("2022-11.csv"),
                SHARED.resolve("2022-12.csv"));

        System.out.println("Import of the shared samples: " + run(files));

        assertThat(summaries()).isEqualTo(fold(files)).hasSizeGreaterThan(100);
    }

    private String run(List<Path> files) throws IOException {
        var report = folder.resolve("report.json");
        var command = context.getBeansWithAnnotation(Command.class).values().stream()
                .filter(bean -> bean.getClass().getAnnotation(Command.class).name().equals("import")).findFirst()
                .orElseThrow();
        var arguments = new ArrayList<>(files.stream().map(Path::toString).toList());
        arguments.addAll(List.of("--report", report.toString()));
        assertThat(new CommandLine(command).execute(arguments.toArray(String[]::new))).isZero();
        var told = JSON.readTree(Files.readString(report));
        assertThat(outcomes(told)).as("each line has one outcome in " + told).isEqualTo(told.path("rows").asLong());
        return told.toString();
    }

    private static long outcomes(JsonNode report) {
        return Stream.of("views", "itemsAdded", "itemsRemoved", "checkouts", "furtherOrderLines", "alreadyImported")
                .mapToLong(outcome -> report.path(outcome).asLong()).sum()
                + report.path("rejected").valueStream().mapToLong(JsonNode::asLong).sum()
                + report.path("malformed").size();
    }

    /** Cart by cart: its status, and quantity and price of each product. */
    private Map<UUID, String> summaries() {
        await().atMost(Duration.ofMinutes(3)).until(() -> jdbc.sql("SELECT COALESCE(SUM(version), 0) FROM cart_summary")
                .query(Long.class).single().equals(jdbc.sql("SELECT COUNT(*) FROM domain_event").query(Long.class)
                        .single()));
        var summaries = new TreeMap<UUID, String>();
        jdbc.sql("SELECT cart_id, body FROM cart_summary").query(row -> {
            var cart = JSON.readTree(row.getString(2)).path("cart");
            var lines = new TreeMap<String, String>();
            cart.path("lines").forEach(line -> lines.put(line.path("productId").asString(),
                    line.path("quantity").asInt() + " at " + line.at("/unitPrice/amount").asString()));
            summaries.put(row.getObject(1, UUID.class), cart.path("status").asString() + lines);
        });
        return summaries;
    }

    /** The same story, told without events. */
    private static Map<UUID, String> fold(List<Path> files) throws IOException {
        final class Session {
            int carts;
            boolean open;
            String ordered = "";
            final Map<String, Integer> quantities = new TreeMap<>();
            final Map<String, String> prices = new TreeMap<>();

            UUID cart(String name) {
                return UUID.nameUUIDFromBytes(
                        ("clickstream/cart/" + name + "/" + (carts - 1)).getBytes(StandardCharsets.UTF_8));
            }

            String summary(String status) {
                var lines = new TreeMap<String, String>();
                quantities.forEach((product, n) -> lines.put(product, n + " at " + prices.get(product)));
                return status + lines;
            }
        }
        var carts = new TreeMap<UUID, String>();
        var sessions = new TreeMap<String, Session>();
        for (var file : files) {
            for (var line : Files.readAllLines(file).stream().skip(1).toList()) {
                var field = line.split(",", -1);
                var session = sessions.computeIfAbsent(field[5], name -> new Session());
                var product = field[2];
                if (new BigDecimal(field[3]).signum() < 0) {
                    continue;
                }
                switch (field[1]) {
                    case "cart" -> {
                        if (!session.open) {
                            session.open = true;
                            session.carts++;
                            session.quantities.clear();
                            session.prices.clear();
                        }
                        session.quantities.merge(product, 1, Integer::sum);
                        session.prices.put(product, new BigDecimal(field[3]).setScale(2).toPlainString());
                    }
                    case "remove_from_cart" -> {
                        if (session.open) {
                            session.quantities.computeIfPresent(product, (p, n) -> n == 1 ? null : n - 1);
                        }
                    }
                    case "purchase" -> {
                        if (session.open && !session.quantities.isEmpty() && !session.ordered.equals(field[0])) {
                            session.open = false;
                            carts.put(session.cart(field[5]), session.summary("CHECKED_OUT"));
                        }
                        session.ordered = field[0];
                    }
                    default -> {
                        continue;
                    }
                }
                if (session.open) {
                    carts.put(session.cart(field[5]), session.summary("OPEN"));
                }
            }
        }
        return carts;
    }
}
