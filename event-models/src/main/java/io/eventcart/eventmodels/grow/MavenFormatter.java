package io.eventcart.eventmodels.grow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs the build's formatter. */
final class MavenFormatter implements CodeFormatter {
    @Override
    public void format(Path root, String slice) {
        try {
            var maven = new ProcessBuilder(command(), "-q", "--batch-mode", "-pl", "slices/" + slice,
                    "formatter:format")
                    .directory(root.toFile()).inheritIO().start();
            if (maven.waitFor() != 0) {
                throw new IllegalStateException(remedy(slice));
            }
        } catch (IOException e) {
            throw new IllegalStateException(remedy(slice), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String command() {
        return Optional.ofNullable(System.getenv("MAVEN_HOME")).map(home -> Path.of(home, "bin", "mvn"))
                .filter(Files::isExecutable).map(Path::toString).orElse("mvn");
    }

    private static String remedy(String slice) {
        return "The slice is written, but not laid out: mvn -pl slices/" + slice + " formatter:format does that.";
    }
}
