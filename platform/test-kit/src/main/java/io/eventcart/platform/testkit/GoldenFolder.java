package io.eventcart.platform.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of stored examples: {@code TYPE/REVISION.json} and {@code TYPE/REVISION-what-it-shows.json}. */
record GoldenFolder(Path path) {
    static final Path IN_MODULE = Path.of("src", "test", "resources", "golden");
    private static final String JSON = ".json";

    /** @param name such as {@code cart.item-added/1-without-name} */
    record GoldenFile(String name, Stored stored) {}

    Path file(String type, String revision) {
        return path.resolve(type).resolve(revision + JSON);
    }

    boolean has(String type, String revision) {
        return Files.exists(file(type, revision));
    }

    Stored example(String type, String revision) {
        return read(file(type, revision)).stored();
    }

    Stream<GoldenFile> examples() {
        return list(path).stream().flatMap(type -> list(type).stream()).map(GoldenFolder::read);
    }

    /** @return the folders of that type in other modules' golden histories */
    List<Path> othersWith(String type) {
        var root = Path.of("").toAbsolutePath();
        while (Files.exists(root.resolveSibling("pom.xml"))) {
            root = root.resolveSibling("");
        }
        var own = path.toAbsolutePath().normalize();
        return Stream.of(root, root.resolve("slices")).flatMap(folder -> list(folder).stream())
                .map(module -> module.resolve(IN_MODULE)).filter(golden -> !golden.equals(own))
                .map(golden -> golden.resolve(type)).filter(Files::isDirectory).toList();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenFile read(Path file) {
        try {
            var type = file.getName(file.getNameCount() - 2).toString();
            var name = file.getFileName().toString().replace(JSON, "");
            return new GoldenFile(type + "/" + name, new Stored(type, name.replaceFirst("-.*", ""),
                    Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
