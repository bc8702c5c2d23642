package io.eventcart.eventmodels;

import static io.eventcart.eventmodels.Element.Type.AUTOMATION;
import static io.eventcart.eventmodels.Element.Type.COMMAND;
import static io.eventcart.eventmodels.Element.Type.EVENT;
import static io.eventcart.eventmodels.Element.Type.READMODEL;
import static io.eventcart.eventmodels.Element.Type.SCREEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks that ids are unique, and that every reference names an existing element of the right kind. */
final class References {
    /** The allowed arrows, from type to types. */
    private static final Map<Element.Type, Set<Element.Type>> LEADS_TO = Map.of(
            SCREEN, Set.of(COMMAND, AUTOMATION),
            AUTOMATION, Set.of(COMMAND),
            COMMAND, Set.of(EVENT),
            EVENT, Set.of(READMODEL, AUTOMATION),
            READMODEL, Set.of(SCREEN, AUTOMATION));

    private final Board board;
    private final Model model;
    private final List<Finding> findings = new ArrayList<>();

    private References(Board board, Model model) {
        this.board = board;
        this.model = model;
    }

    static List<Finding> check(Board board, Model model) {
        var check = new References(board, model);
        check.slice();
        check.unique("element", slice -> slice.elements().map(Element::id));
        check.unique("specification", slice -> slice.specifications().stream().map(Specification::id));
        check.unique("step", slice -> slice.specifications().stream().flatMap(Specification::steps).map(Step::id));
        model.slice().elements().forEach(check::dependencies);
        model.slice().specifications().forEach(check::specification);
        return check.findings;
    }

    private void find(String element, String fault, String remedy) {
        findings.add(new Finding(model.file(), element, fault, remedy));
    }

    private void slice() {
        var id = model.slice().id();
        if (!model.file().equals(id + ".json")) {
            find(id, "is the id of the slice in the file " + model.file(),
                    "Name file, id and the slice's folder alike, such as add-item.json, add-item and slices/add-item");
        }
        kind("commands", COMMAND, model.slice().commands());
        kind("events", EVENT, model.slice().events());
        kind("readmodels", READMODEL, model.slice().readmodels());
        kind("screens", SCREEN, model.slice().screens());
        kind("processors", AUTOMATION, model.slice().processors());
    }

    private void kind(String list, Element.Type type, List<Element> elements) {
        elements.stream().filter(element -> element.type() != type).forEach(element -> find(element.id(),
                "is of type " + element.type() + " and stands among the " + list, "Make its type " + type));
    }

    private void unique(String what, Function<Slice, Stream<String>> ids) {
        var seen = new ArrayList<String>();
        for (var other : board.models()) {
            ids.apply(other.slice()).forEach(id -> {
                if (seen.contains(id) && other.equals(model)) {
                    find(id, "is the id of more than one " + what, "Give each an id of its own, over all files");
                }
                seen.add(id);
            });
        }
    }

    private void dependencies(Element element) {
        for (var dependency : element.dependencies()) {
            board.element(dependency.id()).ifPresentOrElse(other -> arrow(element, dependency, other),
                    () -> find(element.id(), "depends on " + dependency.id() + ", which no model has",
                            "Name the id of an element, or take the dependency away"));
        }
    }

    private void arrow(Element element, Dependency dependency, Element other) {
        if (other.type() != dependency.elementType()) {
            find(element.id(), "depends on " + other.id() + " as " + dependency.elementType() + ", but it is of type "
                    + other.type(), "Make the dependency's elementType " + other.type());
        }
        var inbound = dependency.type() == Dependency.Direction.INBOUND;
        var from = inbound ? other : element;
        var to = inbound ? element : other;
        if (!LEADS_TO.getOrDefault(from.type(), Set.of()).contains(to.type())) {
            find(element.id(),
                    "has an arrow from " + from.type() + " " + from.id() + " to " + to.type() + " " + to.id(),
                    "Arrows lead from screen to command or automation, from automation to command, on to event, to view or"
                            + " automation, and from view to screen or automation");
        }
    }

    private void specification(Specification specification) {
        if (board.element(specification.linkedId()).isEmpty()) {
            find(specification.id(), "has the linkedId " + specification.linkedId() + ", which no model has",
                    "Name the id of the command, view or automation that it is a rule of");
        }
        if (model.slice().specifications().stream()
                .filter(other -> other.title().equals(specification.title())).count() > 1) {
            find(specification.id(), "has the title of another one, \"" + specification.title() + "\"",
                    "Say what tells the two rules apart");
        }
        specification.steps().forEach(this::step);
    }

    private void step(Step step) {
        if (step.type() == Step.Type.SPEC_ERROR) {
            if (step.problem().isEmpty()) {
                find(step.id(), "is an error without a kind", "Tag it problem:KIND, such as problem:cart-full");
            }
            return;
        }
        var expected = switch (step.type()) {
            case SPEC_COMMAND -> COMMAND;
            case SPEC_EVENT -> EVENT;
            case SPEC_READMODEL -> READMODEL;
            case SPEC_ERROR -> throw new IllegalStateException();
        };
        var linked = step.linkedId() == null ? null : board.element(step.linkedId()).orElse(null);
        if (linked == null) {
            find(step.id(), "has the linkedId " + step.linkedId() + ", which no model has",
                    "Name the id of the " + expected + " that it is about");
        } else if (linked.type() != expected) {
            find(step.id(), "is a " + step.type() + " about " + linked.id() + ", which is of type " + linked.type(),
                    "Link it to " + (expected == EVENT ? "an " : "a ") + expected + ", or make the step's type fit");
        }
    }
}
