package io.eventcart.eventmodels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All models together.
 *
 * @param models ordered by time, from left to right on the board
 */
public record Board(List<Model> models) {
    /** A connection between two elements. */
    public record Arrow(Element from, Element to) {}

    public Board {
        models = models.stream()
                .sorted(Comparator.comparingInt((Model model) -> model.slice().index()).thenComparing(Model::file))
                .toList();
    }

    /**
     * @param folder the folder with a file for each slice
     * @throws InvalidModel if one of the files can't be read as a model
     */
    public static Board read(Path folder) {
        try (var files = Files.list(folder)) {
            return new Board(files.filter(file -> file.toString().endsWith(".json")).map(Model::read).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stream<Element> elements() {
        return models.stream().flatMap(model -> model.slice().elements());
    }

    public Optional<Element> element(String id) {
        return elements().filter(element -> element.id().equals(id)).findFirst();
    }

    /** @return each arrow once, whichever end declares it; without arrows to unknown elements */
    public List<Arrow> arrows() {
        return elements().flatMap(here -> here.dependencies().stream().flatMap(dependency -> element(dependency.id())
                .map(there -> switch (dependency.type()) {
                    case INBOUND -> new Arrow(there, here);
                    case OUTBOUND -> new Arrow(here, there);
                }).stream())).distinct().toList();
    }

    /** @return the elements with an arrow to that element */
    public List<Element> sourcesOf(Element element) {
        return arrows().stream().filter(arrow -> arrow.to().equals(element)).map(Arrow::from).toList();
    }
}
