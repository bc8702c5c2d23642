package io.eventcart.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Stored examples: {@code TYPE/REVISION.json} and {@code TYPE/REVISION-what-it-shows.json}. */
record GoldenFolder(Path path) {
    private static final String JSON = ".json";

    /** @param name such as {@code cart.item-added/1-without-name} */
    record Example(String name, Stored stored) {}

    Path file(String type, String revision) {
        return path.resolve(type).resolve(revision + JSON);
    }

    boolean has(String type, String revision) {
        return Files.exists(file(type, revision));
    }

    Stored example(String type, String revision) {
        return read(file(type, revision)).stored();
    }

    Stream<Example> examples() {
        return list(path).stream().flatMap(type -> list(type).stream()).map(GoldenFolder::read);
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

    private static Example read(Path file) {
        try {
            var type = file.getName(file.getNameCount() - 2).toString();
            var name = file.getFileName().toString().replace(JSON, "");
            return new Example(type + "/" + name, new Stored(type, name.replaceFirst("-.*", ""),
                    Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
