package io.eventcart.bench.migration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the app's own commands on a long history, each in a process of its own, and tells what they say of themselves. */
@Command(name = "migrate", mixinStandardHelpOptions = true, description = "How fast a history moves from store to store, and "
        + "in how much memory.")
final class MigrationBench implements Callable<Integer> {
    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For the stores: 8 GB for a million events.")
    private Path work = Path.of("");
    @Option(names = "--events", defaultValue = "1000000")
    private long events;
    @Option(names = "--heap", defaultValue = "256m", description = "Of each process.")
    private String heap = "";
    @Option(names = "--axon-server", defaultValue = "", paramLabel = "HOST:PORT", description = "An empty one.")
    private String axonServer = "";

    public static void main(String[] args) {
        System.exit(new CommandLine(new MigrationBench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        work = Files.createDirectories(work).toRealPath();
        var file = work.resolve("history.jsonl");
        History.write(file, events);
        System.out.printf(Locale.ROOT,
                "| %,d events, -Xmx%s | events/s | largest resident size, MiB: 1st half | 2nd half |%n",
                events, heap);
        System.out.println("|---|---:|---:|---:|");
        try (var postgres = EmbeddedPostgres.builder().setDataDirectory(work.resolve("postgres"))
                .setLocaleConfig("locale", "C").start()) {
            var url = "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
            var user = "--spring.datasource.username=postgres";
            show("file to embedded", "import-events", file.toString(), "--to=embedded");
            show("embedded to postgres", "migrate", "--from=embedded", "--to=postgres", url, user);
            if (!axonServer.isEmpty()) {
                var server = "--axon.axonserver.servers=" + axonServer;
                show("embedded to axonserver", "migrate", "--from=embedded", "--to=axonserver", server);
            }
            show("postgres to file, compressed", "export", work.resolve("history.jsonl.gz").toString(),
                    "--from=postgres", url, user);
        }
        return CommandLine.ExitCode.OK;
    }

    private void show(String direction, String... command) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-jar", eventcart.toString()));
        line.addAll(List.of(command));
        line.add("--cart.data-dir=" + work.resolve("data"));
        var move = Move.run(line, work.resolve("bench.log"));
        System.out.printf(Locale.ROOT, "| %s | %s | %,d | %,d |%n", direction, move.eventsASecond(),
                move.residentMib(0), move.residentMib(1));
    }
}
