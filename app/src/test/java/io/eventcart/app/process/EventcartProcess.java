package io.eventcart.app.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real jar, in a process of its own. */
final class EventcartProcess implements AutoCloseable {
    private static final Path LOGS = Path.of("target", "logs");
    private static final Path JAR = Path.of("target", "eventcart.jar").toAbsolutePath();
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final int port;

    private EventcartProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts a server and waits until it answers. */
    static EventcartProcess server(Path dataDir, String... switches) {
        return startingServer(dataDir, switches).awaitAnswer();
    }

    /** Starts a server, which may not be able to answer yet. */
    static EventcartProcess startingServer(Path dataDir, String... switches) {
        var port = freePort();
        var arguments = new ArrayList<>(List.of("--cart.data-dir=" + dataDir, "--server.port=" + port));
        arguments.addAll(List.of(switches));
        return start(dataDir, arguments, port);
    }

    /** Begins a command, and does not wait for anything. */
    static EventcartProcess begin(Path dataDir, String... arguments) {
        return start(dataDir, List.of(arguments), 0);
    }

    /** Runs a command, or a start that is bound to fail, to its end. */
    static EventcartProcess run(Path dataDir, String... arguments) {
        var started = start(dataDir, List.of(arguments), 0);
        try {
            if (!started.process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                started.kill();
                throw new AssertionError("did not end: " + started.output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return started;
    }

    private static EventcartProcess start(Path dataDir, List<String> arguments, int port) {
        try {
            // The first tier of compilation is enough, and starts sooner.
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR.toString()));
            command.addAll(arguments);
            var log = Files.createTempFile(Files.createDirectories(LOGS), "eventcart", ".log");
            return new EventcartProcess(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException("can't run " + JAR + " for " + dataDir, e);
        }
    }

    EventcartProcess awaitAnswer() {
        var http = HttpClient.newHttpClient();
        // Not health: it is down where a test has paused a projection.
        var health = HttpRequest.newBuilder(shop().resolve("/actuator/health/liveness")).build();
        var giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < giveUpAt && process.isAlive()) {
            try {
                if (http.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                    return this;
                }
            } catch (IOException e) {
                // not yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            pause();
        }
        kill();
        throw new AssertionError("the server does not answer: " + output());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI shop() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int exitCode() {
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the lines that it has written since it had written that much */
    List<String> outputSince(String earlier) {
        return output().substring(earlier.length()).lines().toList();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
