package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Payloads;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.Tags;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a new slice is generated from.
 *
 * @param board all models, including the new one
 */
record Blueprint(Slice slice, Board board, Repository repository, KnownTypes types) {
    Path main(String type) {
        return Repository.folder(slice.id())
                .resolve("src/main/java/io/eventcart/" + slice.packageName() + "/" + type + ".java");
    }

    Path test(String type) {
        return Repository.folder(slice.id())
                .resolve("src/test/java/io/eventcart/" + slice.packageName() + "/" + type + ".java");
    }

    Path resource(String path) {
        return Repository.folder(slice.id()).resolve("src/main/resources").resolve(path);
    }

    /** @return whether the operator, and no shopper, uses this slice */
    boolean isOperators() {
        return slice.actors().stream().map(Slice.Actor::name).toList().equals(List.of("Operator"));
    }

    /** @return a Java file of this slice, with imports */
    NewFile java(Path path, String template, Map<String, ?> values) {
        return NewFile.added(path, types.withImports(Templates.fill(template, inThisSlice(values))));
    }

    NewFile text(Path path, String template, Map<String, ?> values) {
        return NewFile.added(path, Templates.fill(template, inThisSlice(values)));
    }

    private Map<String, ?> inThisSlice(Map<String, ?> values) {
        var all = new HashMap<String, Object>(values);
        all.put("slice", slice.id());
        all.put("package", slice.packageName());
        return all;
    }

    List<Specification> specificationsOf(Element element) {
        return slice.specifications().stream()
                .filter(specification -> specification.linkedId().equals(element.id())).toList();
    }

    Optional<Element> elementOf(Step step) {
        return Optional.ofNullable(step.linkedId()).flatMap(board::element);
    }

    List<Element> emittedBy(Element command) {
        return board.arrows().stream().filter(arrow -> arrow.from().equals(command)).map(Board.Arrow::to).toList();
    }

    /** @return the slice that the element belongs to */
    String ownerOf(Element element) {
        return board.models().stream().map(model -> model.slice())
                .filter(other -> other.elements().anyMatch(element::equals)).findFirst().orElseThrow().id();
    }

    /** @return the given events as Java expressions for a test */
    List<GivenEvent> givenEvents(List<Step> steps, Values values) {
        return steps.stream().flatMap(step -> {
            var event = elementOf(step).orElseThrow();
            var times = Payloads.times(step) == 1 ? "" : Integer.toString(Payloads.times(step));
            return Payloads.patterns(step, event.fields()).stream()
                    .map(payload -> new GivenEvent(byOperation(step, values.message(event, payload)), times));
        }).toList();
    }

    private static String byOperation(Step step, String message) {
        return Tags.value(step.tags(), Tags.OPERATION)
                .filter(id -> step.type() == Step.Type.SPEC_EVENT)
                .map(id -> "new GenericEventMessage<>(" + message + ", Map.of(MetaDataKeys.OPERATION_ID, "
                        + Names.quoted(id) + "))")
                .orElse(message);
    }

    /** @return whether the rule is about HTTP; the app's tests run such rules directly from the model */
    static boolean isOverHttp(Specification rule) {
        return rule.when().stream().anyMatch(Step::isOverHttp)
                || (rule.when().stream().noneMatch(step -> step.type() == Step.Type.SPEC_COMMAND)
                        && rule.then().stream().anyMatch(step -> step.type() == Step.Type.SPEC_ERROR));
    }
}
