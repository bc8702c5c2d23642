package io.eventcart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts the app on a recent enough Java, with the AOT cache of the build, which halves the start time.
 *
 * <p>Compiled for Java 17, so that {@code java -jar eventcart.jar} works, or says what is missing, where 17 is the default. See
 * docs/adr/0008 and 0009.
 */
public final class Launcher {
    private static final int NEEDED = 25;
    private static final String LAUNCHED_BY = "eventcart.launched-by";
    /** JVM options that ask for another cache, no cache, or this JVM. */
    private static final List<String> WITHOUT_CACHE = List.of("-XX:AOT", "-XX:Shared", "-XX:DumpLoadedClassList",
            "-Xshare", "-agent", "-javaagent");
    /**
     * By default G1 touches all of its initial heap, a 64th of the machine's memory or more, before its first collection, and
     * returns nothing. With these options it starts small, and returns unused memory once a minute. See docs/adr/0031.
     */
    private static final List<String> FRUGAL = List.of("-Xms32m", "-XX:G1PeriodicGCInterval=60000",
            "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40", "-XX:TrimNativeHeapInterval=60000");
    private static final int USAGE = 2;

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        var isNewEnough = Runtime.version().feature() >= NEEDED;
        if (isNewEnough && hasAllItNeeds()) {
            endWith(Long.getLong(LAUNCHED_BY));
            run(args);
        } else if (isNewEnough) {
            replaceProcess(command(Path.of(System.getProperty("java.home")), args));
            run(args); // if the process can't be replaced
        } else {
            System.exit(relaunch(command(newerJava().orElseGet(Launcher::giveUp), args)));
        }
    }

    private static void run(String[] args) throws ReflectiveOperationException {
        Class.forName("io.eventcart.app.EventcartApplication").getMethod("main", String[].class).invoke(null,
                (Object) args);
    }

    private static Path giveUp() {
        System.err.println("Eventcart needs Java " + NEEDED + " and this is Java " + Runtime.version().feature()
                + ". Install one, such as Temurin " + NEEDED + ", or let JAVA_HOME name it.");
        System.exit(USAGE);
        throw new IllegalStateException();
    }

    private static boolean hasAllItNeeds() {
        return System.getProperty(LAUNCHED_BY) != null || !takesCache();
    }

    private static boolean takesCache() {
        return Files.exists(cache()) && jvmOptions().stream()
                .noneMatch(option -> WITHOUT_CACHE.stream().anyMatch(option::startsWith));
    }

    private static Path jar() {
        return Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    }

    private static Path cache() {
        return jar().resolveSibling("eventcart.aot");
    }

    private static List<String> jvmOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /** The caller's own options come later, so they win. */
    static List<String> command(Path home, String[] args) {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/java").toString());
        if (takesCache()) {
            // A cache of another Java build is unusable; the warnings would not help users.
            command.addAll(List.of("-XX:AOTCache=" + cache(), "-Xlog:aot*=off", "-Xlog:cds*=off"));
        }
        command.addAll(FRUGAL);
        command.addAll(jvmOptions());
        command.add("-D" + LAUNCHED_BY + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(Arrays.asList(args));
        return command;
    }

    /** Returns if the system does not support it. */
    private static void replaceProcess(List<String> command) {
        try {
            Class.forName("io.eventcart.Exec").getDeclaredMethod("replaceProcess", List.class).invoke(null, command);
        } catch (ReflectiveOperationException | LinkageError e) {
            // The app then starts in this JVM, only slower.
        }
    }

    private static int relaunch(List<String> command) throws IOException, InterruptedException {
        var app = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.destroy();
            app.onExit().join();
        }));
        return app.waitFor();
    }

    /** Ends this process with the launching one, even after {@code kill -9}, so that no orphan holds the data directory. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void endWith(@Nullable Long launcher) {
        if (launcher != null && launcher != ProcessHandle.current().pid()) {
            ProcessHandle.of(launcher).ifPresentOrElse(
                    parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)),
                    () -> Runtime.getRuntime().halt(1));
        }
    }

    private static Optional<Path> newerJava() {
        var homes = Stream.of(Stream.ofNullable(System.getenv("JAVA_HOME")).map(Path::of),
                inside(Path.of("/usr/lib/jvm")), inside(Path.of("/opt/java")),
                inside(Path.of("/Library/Java/JavaVirtualMachines"))
                        .map(jdk -> jdk.resolve("Contents/Home")),
                inside(Path.of(System.getProperty("user.home"), ".sdkman/candidates/java")),
                inside(Path.of(System.getProperty("user.home"), ".jdks"))).flatMap(home -> home);
        return homes.filter(home -> versionOf(home) >= NEEDED)
                .filter(home -> Files.isExecutable(home.resolve("bin/java"))).findFirst();
    }

    private static Stream<Path> inside(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var homes = Files.list(folder)) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Every JDK says its version in a file called release: {@code JAVA_VERSION="25.0.1"}. */
    private static int versionOf(Path home) {
        try (var lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=")).findFirst()
                    .map(line -> Runtime.Version.parse(line.replaceAll("JAVA_VERSION=|\"", "")).feature()).orElse(0);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return 0;
        }
    }
}
