package io.eventcart.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An app that runs as a process of its own, as it would for its users. */
final class Server implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xmx1g");
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final int PAUSE_MILLIS = 10;
    private static final int KIB_IN_MIB = 1024;

    private final Process process;
    private final int port;
    private final double startSeconds;
    private final Thread endWithUs;

    private Server(Process process, int port, double startSeconds, Thread endWithUs) {
        this.process = process;
        this.port = port;
        this.startSeconds = startSeconds;
        this.endWithUs = endWithUs;
    }

    /** Starts the app and waits until it has opened a session for somebody. */
    static Server start(App app, Path dataDir, String... jvm)
            throws IOException, InterruptedException, TimeoutException {
        var port = freePort();
        var begin = System.nanoTime();
        var what = new ArrayList<>(List.of(jvm));
        what.addAll(List.of("-jar", app.jar().toString()));
        var process = launch(dataDir, what, switches(app, dataDir, port));
        var endWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithUs);
        awaitAnswer(process, port, dataDir);
        return new Server(process, port, (System.nanoTime() - begin) / 1e9, endWithUs);
    }

    /** Starts the app with the beans of another jar in it, and waits until the process ends. */
    static void runJoined(App app, Path dataDir, List<String> moreSwitches, Duration atMost)
            throws IOException, InterruptedException, TimeoutException {
        var switches = new ArrayList<>(switches(app, dataDir, freePort()));
        switches.addAll(moreSwitches);
        var process = launch(dataDir, app.joined(), switches);
        var endWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithUs);
        try {
            if (!process.waitFor(atMost)) {
                throw new TimeoutException(app.name() + " in process is not done after " + atMost);
            }
            if (process.exitValue() != 0) {
                throw new IOException(app.name() + " in process has failed:\n" + tail(dataDir));
            }
        } finally {
            process.destroyForcibly().waitFor();
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        }
    }

    private static List<String> switches(App app, Path dataDir, int port) {
        var switches = new ArrayList<>(app.switches());
        switches.add("--server.port=" + port);
        switches.add("--cart.data-dir=" + dataDir);
        // A few shoppers at one address do here what thousands do elsewhere.
        switches.add("--cart.limits.sessions.burst=1000000");
        switches.add("--cart.limits.carts.burst=1000000");
        return switches;
    }

    private static Process launch(Path dataDir, List<String> what, List<String> switches) throws IOException {
        Files.createDirectories(dataDir);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(what);
        command.addAll(switches);
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(dataDir).toFile())).start();
    }

    private static void awaitAnswer(Process process, int port, Path dataDir)
            throws IOException, InterruptedException, TimeoutException {
        var giveUpAt = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < giveUpAt) {
            if (!process.isAlive()) {
                throw new IOException("the app has ended while it was starting:\n" + tail(dataDir));
            }
            try (var connection = new HttpConnection(port)) {
                if (connection.call("POST", "/api/session", "", "").status() == 201) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        process.destroyForcibly();
        throw new TimeoutException("the app does not answer after " + LONGEST_START + ":\n" + tail(dataDir));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path log(Path dataDir) {
        return dataDir.resolve("bench.log");
    }

    private static String tail(Path dataDir) throws IOException {
        var lines = Files.readAllLines(log(dataDir));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    int port() {
        return port;
    }

    /** @return from the start of the process to the first useful answer */
    double startSeconds() {
        return startSeconds;
    }

    /** @return the processor time that the process has used so far, all threads together */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** @return in MiB, what the process has held of the machine's memory at the most; empty where nobody tells */
    String mostMemory() throws IOException {
        var status = Path.of("/proc/" + process.pid() + "/status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .map(kib -> Long.toString(Long.parseLong(kib) / KIB_IN_MIB))
                        .findFirst().orElse("")
                : "";
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS).join();
        kill();
    }
}
