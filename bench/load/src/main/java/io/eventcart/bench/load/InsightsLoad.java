package io.eventcart.bench.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fills an embedded store, lets the app copy it for insights, and asks. The same questions go to the events in PostgreSQL. */
@Command(name = "insights", mixinStandardHelpOptions = true, description = "How fast the analytical copy is filled, how fast it "
        + "answers, and in how much memory.")
final class InsightsLoad implements Callable<Integer> {
    private static final String PASSWORD = "bench";
    private static final int PRODUCTS = 50;
    private static final int MILLIS_BETWEEN_LOOKS = 50;
    private static final int TIMES = 5;
    private static final int FIRST_REFUSAL = 400;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final double MIB = 1024 * 1024;
    private static final String DISTINCT_STREAMS = "SELECT count(DISTINCT stream) FROM events";
    private static final String DISTINCT_STREAMS_IN_POSTGRES = "SELECT count(DISTINCT aggregate_identifier) FROM domain_event";
    private static final String ADDED = "SELECT product_id, count(*), sum(quantity) FROM cart_item_added GROUP BY 1 ORDER BY 2 DESC, 1";
    private static final String ADDED_IN_POSTGRES = """
            SELECT data->>'productId', count(*), sum((data->>'quantity')::int)
            FROM (SELECT convert_from(payload, 'UTF8')::json AS data FROM domain_event WHERE payload_type = 'cart.item-added') added
            GROUP BY 1 ORDER BY 2 DESC, 1
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--in-process", required = true, paramLabel = "JAR")
    private Path inProcess = Path.of("");
    @Option(names = "--catalogue", required = true, paramLabel = "CSV")
    private Path catalogue = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For the databases: 5 GB for a million events.")
    private Path work = Path.of("");
    @Option(names = "--events", defaultValue = "1000000", description = "In the store.")
    private int events;
    @Option(names = "--heap", defaultValue = "512m", description = "The app's largest heap, as -Xmx takes it.")
    private String heap = "";
    @Option(names = "--without-postgres", description = "Leave the comparison out.")
    private boolean withoutPostgres;
    private int port;

    public static void main(String[] args) {
        System.exit(new CommandLine(new InsightsLoad()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var app = new App("Eventcart", eventcart,
                List.of("-cp", eventcart + File.pathSeparator + inProcess, "io.eventcart.app.EventcartApplication"),
                List.of("--cart.catalogue=file:" + catalogue.toAbsolutePath(), "--cart.operator.password=" + PASSWORD));
        var dataDir = Files.createDirectories(work).toRealPath().resolve("insights-" + events);
        Server.runJoined(app, dataDir, List.of("--bench.fill=" + events,
                "--bench.products=" + String.join(",", LoadCatalogue.productIds(catalogue, PRODUCTS))), LONGEST);
        System.out.printf(Locale.ROOT, "| insights over %,d events, -Xmx%s | |%n|---|---:|%n", events, heap);
        try (var server = Server.start(app, dataDir, "-Xmx" + heap)) {
            port = server.port();
            for (var item : get("/api/projections").path("items")) {
                await("/api/projections/" + item.path("name").asString(), now -> now.path("lag").asLong() == 0);
            }
            show("most memory before the first question, MiB", server.mostMemory());
            fill(server);
            rebuild(server);
            ask();
            show("most memory afterwards, MiB", server.mostMemory());
        }
        sizes(dataDir);
        if (!withoutPostgres) {
            comparePostgres(dataDir);
        }
        return CommandLine.ExitCode.OK;
    }

    private static void show(String what, String value) {
        System.out.println("| " + what + " | " + value + " |");
    }

    private static String rate(long events, double seconds) {
        return String.format(Locale.ROOT, "%,.0f", events / seconds);
    }

    private void fill(Server server) throws Exception {
        var cpu = server.cpu();
        var begin = System.nanoTime();
        var copied = await("/api/insights", now -> now.path("position").asLong() >= now.path("head").asLong())
                .path("events").asLong();
        var seconds = (System.nanoTime() - begin) / 1e9;
        show("first fill: events/s, with the load of DuckDB", rate(copied, seconds));
        show("first fill: CPU s of all threads",
                String.format(Locale.ROOT, "%.1f", server.cpu().minus(cpu).toMillis() / 1e3));
    }

    private void rebuild(Server server) throws Exception {
        var cpu = server.cpu();
        var begin = System.nanoTime();
        call("/api/projections/insights/replay", "");
        await("/api/projections/insights", now -> now.path("replay").isNull());
        show("rebuild: events/s, switch-over included", rate(events, (System.nanoTime() - begin) / 1e9));
        show("rebuild: CPU s of all threads",
                String.format(Locale.ROOT, "%.1f", server.cpu().minus(cpu).toMillis() / 1e3));
    }

    private void ask() throws Exception {
        time("funnel of three steps by cart", "/api/insights/funnel", Map.of("by", "cart", "steps",
                List.of("cart.cart-created", "cart.item-added", "cart.cart-checked-out")));
        time("funnel of three steps by shopper", "/api/insights/funnel", Map.of("by", "shopper", "steps",
                List.of("cart.cart-created", "cart.item-added", "cart.cart-checked-out")));
        time("abandonment", "/api/insights/abandonment", null);
        time("products", "/api/insights/products", null);
        time("before-checkout", "/api/insights/before-checkout", null);
        time("series by day", "/api/insights/series", null);
        time(DISTINCT_STREAMS, "/api/insights/query", Map.of("sql", DISTINCT_STREAMS));
        time("each product's additions, in SQL", "/api/insights/query", Map.of("sql", ADDED));
    }

    /** The median of some calls over HTTP, after one that warms up. */
    private void time(String question, String path, @Nullable Object body) throws Exception {
        var millis = new double[TIMES];
        for (var time = -1; time < TIMES; time++) {
            var begin = System.nanoTime();
            if (body == null) {
                get(path);
            } else {
                call(path, json.writeValueAsString(body));
            }
            if (time >= 0) {
                millis[time] = (System.nanoTime() - begin) / 1e6;
            }
        }
        show(question + ", ms", median(millis));
    }

    private static String median(double[] values) {
        Arrays.sort(values);
        return String.format(Locale.ROOT, "%,.0f", values[values.length / 2]);
    }

    private static void sizes(Path dataDir) throws IOException {
        show("events in H2, with the read models, MiB", mib(dataDir.resolve("eventcart.mv.db")));
        try (var files = Files.list(dataDir.resolve("insights"))) {
            for (var copy : files.filter(file -> file.toString().endsWith("2.duckdb")).toList()) {
                show("the analytical copy, MiB", mib(copy));
            }
        }
    }

    private static String mib(Path file) throws IOException {
        return String.format(Locale.ROOT, "%,.0f", Files.size(file) / MIB);
    }

    private void comparePostgres(Path dataDir) throws Exception {
        try (var postgres = EmbeddedPostgres.builder().setDataDirectory(work.resolve("postgres"))
                .setLocaleConfig("locale", "C")
                .start()) {
            var migrate = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                    eventcart.toString(), "migrate", "--from=embedded", "--to=postgres", "--cart.data-dir=" + dataDir,
                    "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                    "--spring.datasource.username=postgres").redirectErrorStream(true)
                    .redirectOutput(dataDir.resolve("migrate.log").toFile()).start();
            if (migrate.waitFor() != 0) {
                throw new IOException("migrate has failed: " + Files.readString(dataDir.resolve("migrate.log")));
            }
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE domain_event");
                for (var question : List.of(DISTINCT_STREAMS_IN_POSTGRES, ADDED_IN_POSTGRES)) {
                    var millis = new double[TIMES];
                    for (var time = -1; time < TIMES; time++) {
                        var begin = System.nanoTime();
                        statement.executeQuery(question).close();
                        if (time >= 0) {
                            millis[time] = (System.nanoTime() - begin) / 1e6;
                        }
                    }
                    show("PostgreSQL: " + question.strip().replaceAll("\\s+", " ") + ", ms", median(millis));
                }
                try (var size = statement.executeQuery("SELECT pg_total_relation_size('domain_event')")) {
                    size.next();
                    show("PostgreSQL: events with indexes, MiB",
                            String.format(Locale.ROOT, "%,.0f", size.getLong(1) / MIB));
                }
            }
        }
    }

    private JsonNode await(String path, Predicate<JsonNode> reached) throws Exception {
        var giveUpAt = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < giveUpAt) {
            var now = get(path);
            if (reached.test(now)) {
                return now;
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
        throw new IOException(path + " is not done after " + LONGEST + ": " + get(path));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private JsonNode call(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", "Basic "
                + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new IOException("the app refuses: " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
