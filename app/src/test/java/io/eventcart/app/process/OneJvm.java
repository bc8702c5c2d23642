package io.eventcart.app.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One JVM for many commands of the jar, each of which would take seconds to start one of its own: it has the jar's class path and the
 * working directory of the shell, and a {@code java} that stands in front of the PATH hands it the calls.
 *
 * <p>That {@code java} runs the real one for whatever this could not do as well: another jar or class, options of the JVM, the server,
 * another working directory, other switches in the environment than the operator's password, and the commands that are named as real.
 */
final class OneJvm implements AutoCloseable {
    private static final String JAVA = """
            #!/usr/bin/env bash
            set -euo pipefail
            shopt -s extglob
            switches=("${!CART_@}" "${!SPRING_@}" "${!AXON_AXONSERVER_@}" "${!LOGGING_@}" "${!SERVER_@}")
            if [[ ${1-} == -jar && ${2-} == "$JAR" && ${3-} == [a-z]* && "${*:3:2} " != @($ONE_JVM_NOT) ]] &&
              [[ $(pwd -P) == "$ONE_JVM_IN" && ${switches[*]-} == ?(CART_OPERATOR_PASSWORD) ]]; then
              shift 2
              said=$(mktemp -d)
              exec 3<>"/dev/tcp/127.0.0.1/$ONE_JVM_PORT"
              printf '%s\\0' $# "$said/out" "$said/err" "${CART_OPERATOR_PASSWORD-}" "$@" >&3
              read -r code <&3
              cat "$said/out"
              cat "$said/err" >&2
              exit "$code"
            fi
            exec "$ONE_JVM_JAVA" "$@"
            """;

    private final Path jar;
    private final Path workingDirectory;
    private final Path programs;
    private final String real;
    private final Process process;
    private final String port;

    /**
     * @param folder for what this needs
     * @param real a pattern of the shell's, for the first two words of those commands that get a JVM of their own
     */
    OneJvm(Path jar, Path workingDirectory, Path folder, String real) throws IOException {
        this.jar = jar;
        this.workingDirectory = workingDirectory.toRealPath();
        this.programs = Files.createDirectories(folder.resolve("bin"));
        this.real = real;
        Files.writeString(programs.resolve("java"), JAVA);
        if (!programs.resolve("java").toFile().setExecutable(true)) {
            throw new IOException(programs + " takes no programs");
        }
        process = new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-XX:+DisplayVMOutputToStderr", "-Dstdout.encoding=UTF-8",
                "-XX:AOTCache=" + jar.resolveSibling("eventcart.aot"), "-Xlog:aot*=off", "-Xlog:cds*=off",
                "-cp", jar + ":" + alone(CommandServer.class, folder.resolve("classes")), CommandServer.class.getName())
                .directory(workingDirectory.toFile()).redirectError(folder.resolve("one-jvm.log").toFile()).start();
        port = Objects.requireNonNull(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine(),
                () -> "the JVM for the commands ended: see " + folder);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The app looks for its parts on the class path, and must not find the tests. */
    private static Path alone(Class<?> type, Path classes) throws IOException {
        var file = type.getName().replace('.', '/') + ".class";
        var copy = classes.resolve(file);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        try (var compiled = Objects.requireNonNull(type.getResourceAsStream("/" + file))) {
            Files.copy(compiled, copy);
        }
        return classes;
    }

    /** From here on it takes the commands of who has that environment. */
    void addTo(Map<String, String> environment) {
        environment.merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        environment.put("JAR", jar.toString());
        environment.put("ONE_JVM_JAVA", java());
        environment.put("ONE_JVM_IN", workingDirectory.toString());
        environment.put("ONE_JVM_NOT", real);
        environment.put("ONE_JVM_PORT", port);
    }

    /** It ends with its standard input, as it does if this JVM is killed. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        if (!process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().isAlive()) {
            return;
        }
        process.destroyForcibly().onExit().join();
    }
}
