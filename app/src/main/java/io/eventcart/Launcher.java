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
 * Starts the app, on the Java that runs this class if that is new enough, else on a newer one that it finds.
 *
 * <p>Compiled for Java 17, so that {@code java -jar eventcart.jar} works, or says what is missing, where 17 is the default.
 */
public final class Launcher {
    private static final int NEEDED = 25;
    private static final String LAUNCHED_BY = "eventcart.launched-by";
    private static final int USAGE = 2;

    private Launcher() {}

    public static void main(String[] args) throws ReflectiveOperationException, IOException, InterruptedException {
        if (Runtime.version().feature() >= NEEDED) {
            endWith(Long.getLong(LAUNCHED_BY));
            Class.forName("io.eventcart.app.EventcartApplication").getMethod("main", String[].class).invoke(null,
                    (Object) args);
            return;
        }
        var java = newerJava();
        if (java.isEmpty()) {
            System.err.println("Eventcart needs Java " + NEEDED + " and this is Java " + Runtime.version().feature()
                    + ". Install one, such as Temurin " + NEEDED + ", or let JAVA_HOME name it.");
            System.exit(USAGE);
        }
        System.exit(relaunch(java.orElseThrow(), args));
    }

    private static int relaunch(Path java, String[] args) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + LAUNCHED_BY + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-jar", System.getProperty("java.class.path")));
        command.addAll(Arrays.asList(args));
        var app = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.destroy();
            app.onExit().join();
        }));
        return app.waitFor();
    }

    /** However the launching process ends, {@code kill -9} included, nobody is left behind holding the data directory. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void endWith(@Nullable Long launcher) {
        if (launcher != null) {
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
        return homes.filter(home -> versionOf(home) >= NEEDED).map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable).findFirst();
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
