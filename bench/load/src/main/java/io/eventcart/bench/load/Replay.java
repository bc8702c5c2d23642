package io.eventcart.bench.load;

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
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fills an embedded store, and has cart-summary made anew out of it while the old one serves. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "How many events a second a rebuild of "
        + "cart-summary handles, and in how much memory.")
final class Replay implements Callable<Integer> {
    private static final String PASSWORD = "bench";
    private static final int PRODUCTS = 50;
    private static final int MILLIS_BETWEEN_LOOKS = 100;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int ACCEPTED = 202;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--in-process", required = true, paramLabel = "JAR")
    private Path inProcess = Path.of("");
    @Option(names = "--catalogue", required = true, paramLabel = "CSV")
    private Path catalogue = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For the database and the log.")
    private Path work = Path.of("");
    @Option(names = "--events", defaultValue = "300000", description = "In the store.")
    private int events;
    @Option(names = "--times", defaultValue = "3", description = "How often to rebuild.")
    private int times;
    @Option(names = "--heap", defaultValue = "160m", description = "The app's largest heap, as -Xmx takes it.")
    private String heap = "";
    private int port;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Replay()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var app = new App("Eventcart", eventcart,
                List.of("-cp", eventcart + File.pathSeparator + inProcess, "io.eventcart.app.EventcartApplication"),
                List.of("--cart.catalogue=file:" + catalogue.toAbsolutePath(), "--cart.operator.password=" + PASSWORD));
        var dataDir = Files.createDirectories(work).toRealPath().resolve("replay-" + events);
        Server.runJoined(app, dataDir, List.of("--bench.fill=" + events,
                "--bench.products=" + String.join(",", LoadCatalogue.productIds(catalogue, PRODUCTS))), LONGEST);
        try (var server = Server.start(app, dataDir, "-Xmx" + heap)) {
            port = server.port();
            for (var item : look("").path("items")) {
                await(item.path("name").asString(), now -> now.path("lag").asLong() == 0);
            }
            System.out.println("| rebuild of cart-summary, -Xmx" + heap
                    + " | events | s | events/s | CPU s of all threads | rows equal | most memory, MiB |");
            System.out.println("|---|---:|---:|---:|---:|---:|---:|");
            for (var time = 1; time <= times; time++) {
                rebuild(time, server);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void rebuild(int time, Server server) throws Exception {
        var cpu = server.cpu();
        var begin = System.nanoTime();
        var answer = call("POST", "/cart-summary/replay");
        if (answer.statusCode() != ACCEPTED) {
            throw new IOException("the app refuses: " + answer.body());
        }
        await("cart-summary", now -> now.path("replay").isNull() || now.at("/replay/done").asLong() >= events);
        var caughtUp = (System.nanoTime() - begin) / 1e9;
        var used = server.cpu().minus(cpu);
        var swapped = await("cart-summary", now -> now.path("replay").isNull());
        System.out.printf(Locale.ROOT, "| %d | %,d | %.1f | %,.0f | %.1f | %,d | %s |%n", time, events, caughtUp,
                events / caughtUp, used.toMillis() / 1e3, swapped.at("/comparison/equal").asLong(),
                server.mostMemory());
    }

    private JsonNode await(String projection, Predicate<JsonNode> reached) throws Exception {
        var giveUpAt = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < giveUpAt) {
            var now = look("/" + projection);
            if (reached.test(now)) {
                return now;
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
        throw new IOException(projection + " is not done after " + LONGEST + ": " + look("/" + projection));
    }

    private JsonNode look(String path) throws IOException, InterruptedException {
        return json.readTree(call("GET", path).body());
    }

    private java.net.http.HttpResponse<String> call(String method, String path)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/projections" + path))
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }
}
