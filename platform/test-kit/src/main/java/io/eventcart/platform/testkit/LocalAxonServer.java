package io.eventcart.platform.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Axon Server shared by all tests of a run, started by {@code bin/axon-server} from a jar or Docker. Without either, the tests
 * that need it are skipped, and one line says why.
 */
public final class LocalAxonServer implements ExecutionCondition {
    /** The lock for tests that use the shared server, needed if one of them empties or stops it. */
    public static final String SHARED = "the Axon Server for all tests of a run";

    private static final Path SCRIPT = Path.of("..", "bin", "axon-server").toAbsolutePath().normalize();
    private static @Nullable LocalAxonServer running;
    private static @Nullable String skipReason;

    private final int httpPort;
    private final int grpcPort;
    private final Path data;

    /** Called by JUnit, to decide whether a test can run. */
    public LocalAxonServer() throws IOException {
        this.httpPort = freePort();
        this.grpcPort = freePort();
        this.data = Files.createTempDirectory("axon-server");
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        start();
        return skipReason == null
                ? ConditionEvaluationResult.enabled("Axon Server runs")
                : ConditionEvaluationResult.disabled(skipReason);
    }

    /** @return host and port for {@code axon.axonserver.servers} */
    public static String address() {
        return "localhost:" + (running == null ? 0 : running.grpcPort);
    }

    /** @return the address of the shared server, after all its events are deleted; empty if there is no Axon Server */
    public static Optional<String> sharedAndEmpty() {
        try {
            new LocalAxonServer().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.ofNullable(running).map(server -> {
            server.empty();
            return server.ownAddress();
        });
    }

    /** @return a separate, empty server for the caller until the end of the run; empty if there is no Axon Server */
    public static Optional<LocalAxonServer> separate() {
        try {
            var separate = new LocalAxonServer();
            synchronized (LocalAxonServer.class) {
                return separate.isStarted() ? Optional.of(separate) : Optional.empty();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("bin/axon-server can't be run", e);
        }
    }

    public String ownAddress() {
        return "localhost:" + grpcPort;
    }

    /** Deletes all events. */
    public void empty() {
        var purge = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/v1/devmode/purge-events"))
                .DELETE().build();
        try (var http = HttpClient.newHttpClient()) {
            var status = http.send(purge, BodyHandlers.discarding()).statusCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException("Axon Server does not delete its events: " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the shared server, to test an outage. */
    public static void stopShared() {
        command("stop");
    }

    /** Starts the shared server again, with its events. */
    public static void startShared() {
        command("start");
    }

    private static void command(String command) {
        try {
            var fault = Objects.requireNonNull(running).script(command);
            if (!fault.isEmpty()) {
                throw new IllegalStateException("Axon Server does not " + command + ": " + fault);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("bin/axon-server can't be run", e);
        }
    }

    /** @return the folder of its events, snapshots and log */
    public static Path folder() {
        return Objects.requireNonNull(running).data;
    }

    private void start() {
        synchronized (LocalAxonServer.class) {
            startOnce();
        }
    }

    private void startOnce() {
        if (running != null || skipReason != null) {
            return;
        }
        try {
            if (isStarted()) {
                running = this;
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("bin/axon-server can't be run", e);
        }
    }

    /** @return false if there is no Axon Server */
    private boolean isStarted() throws IOException, InterruptedException {
        if (!isAvailable()) {
            skipReason = "there is no Axon Server at AXONSERVER_JAR or ~/.axonserver/axonserver.jar, and no Docker";
            System.out.println("The tests on Axon Server are skipped: " + skipReason);
            return false;
        }
        var fault = script("start");
        if (!fault.isEmpty()) {
            throw new IllegalStateException("Axon Server does not start: " + fault);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        return true;
    }

    private static boolean isAvailable() throws InterruptedException {
        var jar = System.getenv("AXONSERVER_JAR");
        return jar != null || Files.exists(Path.of(System.getProperty("user.home"), ".axonserver", "axonserver.jar"))
                || hasDocker();
    }

    private static boolean hasDocker() throws InterruptedException {
        try {
            return new ProcessBuilder("docker", "info").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void stop() {
        try {
            script("stop");
        } catch (IOException | InterruptedException e) {
            System.err.println("Axon Server was not stopped: " + e);
        }
    }

    /** @return empty on success, else the script's last line */
    private String script(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(SCRIPT.toString(), command).redirectErrorStream(true);
        builder.environment().put("AXONSERVER_HTTP_PORT", Integer.toString(httpPort));
        builder.environment().put("AXONSERVER_GRPC_PORT", Integer.toString(grpcPort));
        builder.environment().put("AXONSERVER_DATA", data.toString());
        builder.environment().put("AXONSERVER_START_TIMEOUT", "240");
        builder.environment().put("AXONIQ_AXONSERVER_DEVMODE_ENABLED", "true"); // for empty()
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"); // starts sooner
        var output = new File(data.toFile(), command + ".out");
        var process = builder.redirectOutput(output).start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return "bin/axon-server " + command + " took more than five minutes";
        }
        return process.exitValue() == 0
                ? ""
                : Files.readString(output.toPath(), StandardCharsets.UTF_8).strip().lines().reduce("", (a, b) -> b);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
