package io.eventcart.platform.migration;

import io.eventcart.app.EventcartApplication;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.testkit.LocalAxonServer;
import io.eventcart.platform.testkit.LocalPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine;

/** One store of each kind, empty and a test's own, and the commands that move events between them. */
final class Stores {
    /** To be locked: there is one for all tests, and each empties it. */
    static final String AXON_SERVER = "the Axon Server that events are moved to and from";

    private static @Nullable LocalAxonServer axonServer;
    private static boolean isAxonServerAskedFor;

    private final Map<String, Object> switches = new TreeMap<>();

    Stores(Path dataDir) {
        switches.put("cart.data-dir", dataDir.toString());
    }

    Stores with(String name, String value) {
        switches.put(name, value);
        return this;
    }

    /** What a command has said, on both its channels. */
    record Said(int exitCode, String text) {}

    /** Once for all tests; each gets it empty. */
    private static synchronized String axonServer() {
        if (!isAxonServerAskedFor) {
            isAxonServerAskedFor = true;
            axonServer = LocalAxonServer.separate().orElse(null);
        } else if (axonServer != null) {
            axonServer.empty();
        }
        Assumptions.assumeTrue(axonServer != null, "no Axon Server");
        return axonServer.ownAddress();
    }

    /** From the first time that a test names it, it is there. */
    private void make(StoreName store) {
        switch (store) {
            case EMBEDDED -> {
                /* It is made by whoever opens it. */ }
            case POSTGRES -> {
                switches.computeIfAbsent("spring.datasource.url", key -> LocalPostgres.newDatabase());
                switches.put("spring.datasource.username", LocalPostgres.USER);
            }
            case AXONSERVER -> switches.computeIfAbsent("axon.axonserver.servers", key -> axonServer());
        }
    }

    /** @return the app, started on that store */
    ConfigurableApplicationContext app(StoreName store, String... more) {
        make(store);
        var arguments = new ArrayList<>(List.of("--server.port=0", "--cart.operator.password=secret",
                "--spring.profiles.active=" + (store == StoreName.EMBEDDED ? "default" : store)));
        switches.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(EventcartApplication.class).run(arguments.toArray(String[]::new));
    }

    ConfiguredStores stores() {
        return new ConfiguredStores(environment());
    }

    EventTarget open(StoreName store) {
        make(store);
        return stores().target(store);
    }

    void fill(StoreName store, List<StoredEvent> events) {
        try (var target = open(store)) {
            target.append(events);
            target.finish();
        }
    }

    List<StoredEvent> events(StoreName store) {
        try (var opened = open(store); var events = opened.events()) {
            return events.toList();
        }
    }

    /** Changes a database past everything. */
    void sql(StoreName store, String statement, Object... values) {
        try (var opened = (JdbcArchive) open(store)) {
            opened.jdbc().sql(statement).params(values).update();
        }
    }

    long count(StoreName store, String table) {
        try (var opened = (JdbcArchive) open(store)) {
            return opened.jdbc().sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
        }
    }

    Said migrate(StoreName from, StoreName to, String... more) {
        make(from);
        make(to);
        return run(new MigrateCommand(environment()), "--from=" + from, "--to=" + to, more);
    }

    Said export(StoreName from, Path file, String... more) {
        make(from);
        return run(new ExportCommand(environment()), "--from=" + from, file.toString(), more);
    }

    Said importEvents(Path file, StoreName to, String... more) {
        make(to);
        return run(new ImportEventsCommand(environment()), "--to=" + to, file.toString(), more);
    }

    private StandardEnvironment environment() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("switches", switches));
        return environment;
    }

    private static Said run(Object command, String first, String second, String... more) {
        var said = new StringWriter();
        var writer = new PrintWriter(said, true);
        var arguments = new ArrayList<>(List.of(first, second));
        arguments.addAll(List.of(more));
        var exitCode = new CommandLine(command).setOut(writer).setErr(writer)
                .execute(arguments.toArray(String[]::new));
        return new Said(exitCode, said.toString());
    }
}
