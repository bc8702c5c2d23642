package io.eventcart.app.process;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.eventcart.app.LongTest;
import io.eventcart.platform.testkit.LocalAxonServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pastes every {@code sh} block of every guide into a shell, beside a server that runs on an empty data directory; blocks marked
 * {@code sh stopped} before it runs, and those marked {@code sh axonserver} beside one on Axon Server. Guides that need no server to be stopped share
 * one. A guide that names {@code AXON_SERVER} is skipped where there is none to be had. Each line of a {@code text} block must be part of what the
 * block above it has shown, and a block that runs Eventcart's commands must be followed by one.
 *
 * <p>The commands are run in one JVM, but for {@link #REAL some}, which prove that the jar does the same.
 */
@DisplayName("The guides")
@Order(2)
@LongTest
@ResourceLock(LocalAxonServer.SHARED)
class GuidesIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```(sh|sh stopped|sh axonserver|text)\\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    private static final String PASSWORD = "--cart.operator.password=operator";
    private static final String END_OF_BLOCK = "=== the block ends ===";
    /** One opens the store, one asks a server with the password from the environment, and fails the first time, one reads standard input. */
    private static final String REAL = "export *|dead-letters retry *|ask --cart*";
    /** It counts all events that there are, and so is the first on the server that guides share. */
    private static final String COUNTS_ALL = "prove-nobody-touched-it.md";

    @TempDir
    static Path shared;

    private static @Nullable OneJvm commands;
    private static @Nullable EventcartProcess sharedServer;

    @TempDir
    Path folder;

    private String axonServer = "";
    private Path data = shared;

    /** What is pasted at once. */
    private record Terminal(String kind, List<Block> blocks) {
        String commands() {
            return blocks.stream().map(Block::commands).collect(Collectors.joining("echo '" + END_OF_BLOCK + "'\n"));
        }
    }

    /** One block of commands, and what it must show. */
    private record Block(String commands, List<String> shown) {
        boolean runsEventcart() {
            return commands.lines().anyMatch(line -> line.matches("(\\w+=\\S+ )?(eventcart|java -jar) .*"));
        }
    }

    static Stream<Path> guides() throws IOException {
        try (var files = Files.list(ROOT.resolve("docs/guides"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted(comparing((Path file) -> !file.endsWith(COUNTS_ALL)).thenComparing(file -> file)).toList()
                    .stream();
        }
    }

    @BeforeAll
    static void startCommands() throws IOException {
        // What a guide writes stays out of the repository.
        var here = Files.createDirectories(shared.resolve("here"));
        Files.createSymbolicLink(here.resolve("docs"), ROOT.resolve("docs"));
        commands = new OneJvm(ROOT.resolve("app/target/eventcart.jar"), here, shared, REAL);
    }

    @AfterAll
    static void end() throws IOException {
        try {
            if (sharedServer != null) {
                sharedServer.close();
                sharedServer = null;
            }
        } finally {
            Objects.requireNonNull(commands).close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guides")
    @DisplayName("what a guide says to paste works, and shows what it says")
    void works(Path guide) throws Exception {
        var text = Files.readString(guide);
        if (text.contains("AXON_SERVER")) {
            axonServer = LocalAxonServer.sharedAndEmpty().orElse("");
            assumeFalse(axonServer.isEmpty(), "no Axon Server for " + guide);
        }
        var terminals = terminals(text);
        var isShared = terminals.stream().allMatch(terminal -> terminal.kind().equals("sh"));
        data = (isShared ? shared : folder).resolve("data");
        for (var terminal : terminals) {
            var shown = isShared
                    ? paste(terminal, sharedServer().shop().toString())
                    : terminal.kind().equals("sh stopped") ? paste(terminal, "") : pasteBesideServer(terminal);
            var ofEach = shown.split(END_OF_BLOCK, -1);
            for (var n = 0; n < terminal.blocks().size(); n++) {
                check(guide.getFileName().toString(), terminal.blocks().get(n), ofEach[n]);
            }
        }
    }

    private static void check(String guide, Block block, String shown) {
        block.shown().forEach(line -> assertThat(shown).as(guide).contains(line));
        assertThat(block.runsEventcart() && block.shown().isEmpty())
                .as("%s does not say, in a block of text, what this shows:%n%s", guide, block.commands()).isFalse();
    }

    private static List<Terminal> terminals(String guide) {
        var terminals = new ArrayList<Terminal>();
        BLOCK.matcher(guide).results().forEach(block -> {
            if (block.group(1).equals("text")) {
                block.group(2).lines().map(String::strip).filter(line -> !line.isEmpty())
                        .forEach(terminals.getLast().blocks().getLast().shown()::add);
                return;
            }
            if (terminals.isEmpty() || !terminals.getLast().kind().equals(block.group(1))) {
                terminals.add(new Terminal(block.group(1), new ArrayList<>()));
            }
            terminals.getLast().blocks().add(new Block(block.group(2), new ArrayList<>()));
        });
        return terminals;
    }

    private static EventcartProcess sharedServer() {
        var server = sharedServer;
        if (server == null) {
            server = EventcartProcess.server(shared.resolve("data"), PASSWORD);
            sharedServer = server;
        }
        return server;
    }

    private String pasteBesideServer(Terminal terminal) throws Exception {
        var switches = new ArrayList<>(List.of(PASSWORD));
        if (terminal.kind().endsWith("axonserver")) {
            switches.add("--spring.profiles.active=axonserver");
            switches.add("--axon.axonserver.servers=" + axonServer);
        }
        try (var server = EventcartProcess.server(data, switches.toArray(String[]::new))) {
            return paste(terminal, server.shop().toString());
        }
    }

    private String paste(Terminal terminal, String shop) throws Exception {
        var output = folder.resolve("output");
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", terminal.commands())
                .directory(shared.resolve("here").toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        shell.environment().put("SHOP", shop);
        // A command lives for seconds: see EventcartProcess.
        shell.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        shell.environment().put("AXON_SERVER", axonServer);
        shell.environment().put("TMPDIR", folder.toString());
        shell.environment().put("CART_OPERATOR_PASSWORD", "operator");
        shell.environment().put("DATA", data.toString());
        Objects.requireNonNull(commands).addTo(shell.environment());
        var pasted = shell.start();
        var ended = pasted.waitFor(10, TimeUnit.MINUTES);
        var shown = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("ended; it has shown %s", shown).isTrue();
        assertThat(pasted.exitValue()).as(shown).isZero();
        return shown;
    }
}
