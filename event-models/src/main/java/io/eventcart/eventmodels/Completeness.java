package io.eventcart.eventmodels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that every field has a source, and every event a reader. */
final class Completeness {
    /** The metadata of every event, part of which a rejection has too. */
    private static final Set<String> OF_EVERY_EVENT = Set.of("@timestamp", "@version", "@type", "@revision", "@id",
            "@position",
            "@stream",
            "@data", "@actor", "@command", "@correlationId", "@causationId", "@requestId", "@address",
            "@appVersion", "@commandFields", "@hash", "@problem", "@message");

    private final Board board;
    private final Model model;
    private final List<Finding> findings = new ArrayList<>();

    private Completeness(Board board, Model model) {
        this.board = board;
        this.model = model;
    }

    static List<Finding> check(Board board, Model model) {
        var check = new Completeness(board, model);
        model.slice().events().forEach(check::event);
        model.slice().readmodels().forEach(check::view);
        model.slice().elements().forEach(check::personal);
        return check.findings;
    }

    private void find(String element, String fault, String remedy) {
        findings.add(new Finding(model.file(), element, fault, remedy));
    }

    private void event(Element event) {
        if (board.arrows().stream().noneMatch(arrow -> arrow.from().equals(event))) {
            find(event.id(), "is read by nobody",
                    "Give it an OUTBOUND dependency on a view or an automation, or take the event away");
        }
        if (event.isExternal()) {
            return;
        }
        stored(event);
        var commands = board.sourcesOf(event);
        if (commands.isEmpty()) {
            find(event.id(), "is emitted by nobody",
                    "Give its command an OUTBOUND dependency on it, or make its context EXTERNAL if it comes from outside");
            return;
        }
        event.fields().stream().filter(field -> !field.generated() && !comesFrom(field, commands))
                .forEach(field -> find(event.id() + "." + field.name(), "comes from nowhere: " + names(commands)
                        + " has no such field",
                        "Add it there, name its source as mapping, or mark it generated if the decision makes it"));
    }

    private void stored(Element event) {
        if (event.storedAs().isEmpty() || event.revision().isEmpty()) {
            find(event.id(), "does not say how it is stored", "Tag it stored-as:cart.what-happened and revision:1");
        }
        event.storedAs().ifPresent(name -> board.elements()
                .filter(other -> !other.id().equals(event.id()) && other.storedAs().equals(Optional.of(name)))
                .forEach(other -> find(event.id(), "is stored as " + name + ", and so is " + other.id(),
                        "Give one of them another name")));
    }

    private void view(Element view) {
        var events = board.sourcesOf(view);
        if (events.isEmpty()) {
            find(view.id(), "is made of no event", "Give it INBOUND dependencies on the events that it shows");
            return;
        }
        view.fields().stream().filter(field -> !field.generated() && !comesFrom(field, events))
                .forEach(field -> find(view.id() + "." + field.name(),
                        "comes from nowhere: " + names(events) + " has no such field",
                        "Name its source as mapping, such as ItemAdded.quantity or ItemAdded.@timestamp, or add it to the"
                                + " event"));
    }

    private static String names(List<Element> sources) {
        return String.join(" or ", sources.stream().map(Element::id).toList());
    }

    private static boolean comesFrom(Field field, List<Element> sources) {
        if (field.mapping() == null) {
            return sources.stream().anyMatch(source -> source.field(field.name()).isPresent());
        }
        return Arrays.stream(field.mapping().split(",")).map(String::strip)
                .allMatch(origin -> sources.stream().anyMatch(source -> names(source, origin)));
    }

    /**
     * @param origin {@code @timestamp}, of any source; {@code ItemAdded}, the event itself; {@code ItemAdded.quantity}; {@code
     *     ItemAdded.@timestamp}
     */
    private static boolean names(Element source, String origin) {
        if (origin.equals(source.id()) || OF_EVERY_EVENT.contains(origin)) {
            return true;
        }
        if (!origin.startsWith(source.id() + ".")) {
            return source.field(origin).isPresent();
        }
        var field = origin.substring(source.id().length() + 1);
        return OF_EVERY_EVENT.contains(field) || source.field(field).isPresent();
    }

    private void personal(Element element) {
        element.personal().stream().filter(name -> element.field(name.replaceFirst("\\..*", "")).isEmpty())
                .forEach(name -> find(element.id(), "is tagged personal:" + name + ", but has no such field",
                        "Name a field of it"));
    }
}
