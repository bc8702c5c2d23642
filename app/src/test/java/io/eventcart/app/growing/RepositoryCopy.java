package io.eventcart.app.growing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * This repository once more, in a folder of its own, and its commands there.
 *
 * <p>What this build has compiled is copied along, so that only what is new is compiled there.
 */
final class RepositoryCopy {
    private static final Path ORIGINAL = Path.of("..").toAbsolutePath().normalize();

    private final Path root;

    private RepositoryCopy(Path root) {
        this.root = root;
    }

    static RepositoryCopy in(Path folder, List<String> compiledModules) throws Exception {
        var copy = new RepositoryCopy(folder);
        for (var file : output(ORIGINAL, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .split("\0", -1)) {
            if (Files.isRegularFile(ORIGINAL.resolve(file))) {
                copy.take(ORIGINAL.resolve(file));
            }
        }
        for (var module : compiledModules) {
            copy.takeAll(ORIGINAL.resolve(module).resolve("target"));
        }
        return copy;
    }

    private void takeAll(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    take(file);
                }
            }
        }
    }

    private void take(Path file) throws IOException {
        var target = root.resolve(ORIGINAL.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }

    Path file(String path) {
        return root.resolve(path);
    }

    /** @return the files that differ from the original, or are new; without what a build makes */
    List<String> changed() throws Exception {
        var files = output(root, "git", "-c", "init.defaultBranch=main", "init", "--quiet").isEmpty()
                ? output(root, "git", "ls-files", "-z", "--others", "--exclude-standard").split("\0", -1)
                : new String[0];
        var changed = new ArrayList<String>();
        for (var file : files) {
            var original = ORIGINAL.resolve(file);
            if (!file.isEmpty()
                    && (Files.notExists(original) || Files.mismatch(root.resolve(file), original) >= 0)) {
                changed.add(file);
            }
        }
        return changed;
    }

    /** @return what it printed; it must have ended well */
    String run(String... command) throws Exception {
        return output(root, command);
    }

    /** Runs the tests of two slices, and of what else is named, whether they are red or green. */
    void test(String modules, String tests) throws Exception {
        run(Path.of(mavenHome(), "bin", "mvn").toString(), "--batch-mode", "--offline", "--quiet", "-pl", modules,
                "--also-make", "test", "-Dtest=" + tests, "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dmaven.test.failure.ignore=true",
                // Else the other folder alone were reason enough to compile everything again.
                "-Dmaven.compiler.useIncrementalCompilation=false");
    }

    private static String mavenHome() {
        return Objects.requireNonNull(System.getProperty("maven.home"), "run this by Maven: mvn verify");
    }

    private static String output(Path folder, String... command) throws Exception {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command))).directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("MAVEN_HOME", mavenHome());
        builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        // For a JVM that lives for seconds, compiling well costs more than it gains.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + output).isZero();
        return output;
    }
}
