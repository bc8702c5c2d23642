package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Slice;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generates a slice's files. */
final class SliceGenerator {
    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyyMMdd.HHmm");

    private final Blueprint blueprint;
    private final Slice slice;
    private final String json;
    private final LocalDateTime now;

    SliceGenerator(Blueprint blueprint, String json, LocalDateTime now) {
        this.blueprint = blueprint;
        this.slice = blueprint.slice();
        this.json = json;
        this.now = now;
    }

    GeneratedSlice generate() {
        slice.elements().filter(element -> element.type() != Element.Type.SCREEN).forEach(this::addType);
        slice.readmodels().forEach(view -> addType(StateView.query(view), StateView.projection(view)));
        var files = new ArrayList<NewFile>();
        files.add(blueprint.text(folder("pom.xml"), "pom.xml", dependencies()));
        files.add(blueprint.text(blueprint.main("package-info"), "package-info.java",
                Map.of("javadoc", Names.javadoc(Registrations.summary(blueprint) + ": " + descriptions(), ""))));
        slice.commands().forEach(command -> new StateChange(blueprint, command).files().forEach(files::add));
        slice.events().forEach(event -> {
            files.add(event(event));
            files.add(NewFile.added(folder("src/test/resources/golden").resolve(event.storedAs().orElseThrow())
                    .resolve(event.revision().orElseThrow() + ".json"), GoldenExample.of(event)));
        });
        if (!slice.events().isEmpty()) {
            files.add(blueprint.text(blueprint.test("GoldenHistoryTest"), "GoldenHistoryTest.java", Map.of()));
        }
        var version = now;
        for (var view : slice.readmodels()) {
            version = free(version);
            new StateView(blueprint, view, VERSION.format(version)).files().forEach(files::add);
            version = version.plusMinutes(1);
        }
        if (!blueprint.repository().has(Repository.model(slice.id()))) {
            files.add(NewFile.added(Repository.model(slice.id()), json));
        }
        new Registrations(blueprint).files().forEach(files::add);
        blueprint.repository().stalePictures(blueprint.board()).forEach(files::add);
        return new GeneratedSlice(slice, files, bodies());
    }

    private String descriptions() {
        return Stream.concat(slice.commands().stream(), slice.readmodels().stream())
                .map(element -> Names.decapital(Names.description(element))).collect(Collectors.joining(" "));
    }

    private void addType(Element element) {
        addType(element.name());
    }

    private void addType(String... types) {
        for (var type : types) {
            blueprint.types().add("io.eventcart." + slice.packageName() + "." + type);
        }
    }

    private Path folder(String path) {
        return Repository.folder(slice.id()).resolve(path);
    }

    /** Slices generated in the same minute need different migration versions. */
    private LocalDateTime free(LocalDateTime version) {
        var taken = blueprint.repository().migrations();
        var free = version;
        while (taken.contains(VERSION.format(free))) {
            free = free.plusMinutes(1);
        }
        return free;
    }

    /** A view needs the slices of its events; a test needs the slices of its given events. */
    private Map<String, Object> dependencies() {
        var read = new TreeSet<String>();
        slice.readmodels().forEach(view -> blueprint.board().sourcesOf(view).forEach(event -> read
                .add(blueprint.ownerOf(event))));
        var given = new TreeSet<String>();
        slice.specifications().stream().flatMap(rule -> rule.given().stream()).map(blueprint::elementOf)
                .flatMap(Optional::stream).map(blueprint::ownerOf).forEach(given::add);
        read.remove(slice.id());
        given.remove(slice.id());
        given.removeAll(read);
        return Map.of("summary", Registrations.summary(blueprint), "read", read, "given", given, "needsSlices",
                !read.isEmpty() || !given.isEmpty());
    }

    private NewFile event(Element event) {
        var lists = Fields.lists(event.fields());
        return blueprint.java(blueprint.main(event.name()), "Event.java",
                Map.of("name", event.name(), "javadoc", Names.javadoc(event), "parameters",
                        Fields.parameters(event.fields()), "lists", lists, "hasLists", !lists.isEmpty(),
                        "storedAs", event.storedAs().orElseThrow(), "revision", event.revision().orElseThrow()));
    }

    private Map<String, Path> bodies() {
        var bodies = new LinkedHashMap<String, Path>();
        slice.commands().forEach(command -> bodies.put(command.name() + "Handler.decide",
                blueprint.main(command.name() + "Handler")));
        slice.events().forEach(event -> bodies.put(event.name() + ".evolve", blueprint.main(event.name())));
        slice.readmodels().forEach(view -> blueprint.board().sourcesOf(view).forEach(event -> bodies
                .put(StateView.projection(view) + ".on(" + event.name() + ")",
                        blueprint.main(StateView.projection(view)))));
        return bodies;
    }
}
