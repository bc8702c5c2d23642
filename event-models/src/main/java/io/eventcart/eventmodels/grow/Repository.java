package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.picture.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads and writes files of this repository.
 *
 * @param root the folder of the parent {@code pom.xml}
 */
record Repository(Path root) {
    private static final Pattern REJECTION = Pattern.compile("super\\(\\s*\"([a-z-]+)\"");
    private static final Path MODELS = Path.of("event-models", "models");

    static Path model(String slice) {
        return MODELS.resolve(slice + ".json");
    }

    static Path folder(String slice) {
        return Path.of("slices", slice);
    }

    Board board() {
        return Board.read(root.resolve(MODELS));
    }

    /** @return the pictures of the board that are missing or outdated */
    List<NewFile> stalePictures(Board board) {
        return Pictures.of(board).entrySet().stream()
                .map(picture -> new NewFile(Path.of("event-models").resolve(picture.getKey()), picture.getValue(),
                        !has(Path.of("event-models").resolve(picture.getKey()))))
                .filter(picture -> picture.added() || !read(picture.path()).equals(picture.content()))
                .toList();
    }

    boolean has(Path path) {
        return Files.exists(root.resolve(path));
    }

    void write(NewFile file) throws IOException {
        var path = root.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.content());
    }

    String read(Path path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the sources of the kernel, the slice API and all slices */
    List<Path> sources() {
        return Stream.concat(shared(), slices())
                .flatMap(module -> files(module.resolve("src/main/java"), path -> path.toString().endsWith(".java")))
                .toList();
    }

    private Stream<Path> shared() {
        return Stream.of(root.resolve("shared-kernel"), root.resolve("platform/slice-api"));
    }

    private Stream<Path> platform() {
        return Files.isDirectory(root.resolve("platform")) ? list(root.resolve("platform")) : Stream.empty();
    }

    /** @return the kernel's rejection of that kind, by its simple name */
    Optional<String> kernelRejection(String kind) {
        return shared()
                .flatMap(module -> files(module.resolve("src/main/java"), path -> path.toString().endsWith(".java")))
                .filter(source -> REJECTION.matcher(read(source)).results().map(found -> found.group(1))
                        .anyMatch(kind::equals))
                .map(KnownTypes::simpleName).findFirst();
    }

    /** @return whether a module already has a page about problems of that kind */
    boolean explains(String kind) {
        var page = Path.of("src/main/resources/problems", kind + ".md");
        return Stream.concat(Stream.of(root.resolve("shared-kernel")), Stream.concat(platform(), slices()))
                .anyMatch(module -> Files.exists(module.resolve(page)));
    }

    /** @return the module with events of that stored name in its golden history */
    Optional<String> moduleWithStored(String name) {
        return Stream.concat(list(root), Stream.concat(platform(), slices()))
                .filter(module -> Files.isDirectory(module.resolve("src/test/resources/golden").resolve(name)))
                .map(module -> root.relativize(module).toString()).findFirst();
    }

    /** @return the numbers of all migrations, such as {@code 20261124.0500} */
    List<String> migrations() {
        var name = Pattern.compile("V([0-9.]+)__.*\\.sql");
        return Stream.concat(platform(), slices())
                .flatMap(module -> files(module.resolve("src/main/resources/db/migration"), path -> true))
                .flatMap(file -> name.matcher(file.getFileName().toString()).results())
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    Stream<Path> slices() {
        return list(root.resolve("slices")).filter(Files::isDirectory);
    }

    private static Stream<Path> list(Path folder) {
        try (var found = Files.list(folder)) {
            return found.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder, Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).filter(wanted).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
