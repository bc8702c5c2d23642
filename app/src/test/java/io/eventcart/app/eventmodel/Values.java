package io.eventcart.app.eventmodel;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import io.eventcart.eventmodels.Payloads;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.Tags;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes of the steps in a model the very objects of the code. */
final class Values {
    private final Board board;
    private final JsonMapper json;

    Values(Board board, JsonMapper json) {
        this.board = board;
        this.json = json;
    }

    Element element(Step step) {
        return board.element(String.valueOf(step.linkedId()))
                .orElseThrow(
                        () -> new AssertionError(step.id() + " is about " + step.linkedId() + ", which no model has"));
    }

    List<ObjectNode> payloads(Step step) {
        return Payloads.of(step, element(step).fields());
    }

    /** @return one object of the code for each time that the step happens */
    List<Object> objects(Step step) {
        var type = type(element(step));
        return payloads(step).stream().<Object>map(payload -> json.treeToValue(payload, type)).toList();
    }

    List<Object> objects(List<Step> steps) {
        return steps.stream().flatMap(step -> objects(step).stream()).toList();
    }

    /** @return events with the metadata that their steps' tags say */
    List<EventMessage<Object>> events(List<Step> steps) {
        var events = new ArrayList<EventMessage<Object>>();
        for (var step : steps) {
            Map<String, String> metaData = Tags.value(step.tags(), Tags.OPERATION)
                    .map(id -> Map.of(MetaDataKeys.OPERATION_ID, id))
                    .orElseGet(Map::of);
            objects(step).forEach(event -> events.add(new GenericEventMessage<>(event, metaData)));
        }
        return events;
    }

    private Class<?> type(Element element) {
        var slice = board.models().stream().map(model -> model.slice())
                .filter(candidate -> candidate.elements().anyMatch(element::equals)).findFirst().orElseThrow();
        return SliceCode.of(slice).record(element.name()).orElseThrow(() -> new AssertionError(
                "there is no record " + element.name() + " in slices/" + slice.id() + " for " + element.id()));
    }

    /** @return one object of the parameters that a step states */
    static ObjectNode parameters(Step step) {
        return Payloads.of(step, step.fields().stream().filter(Values::hasExample).toList()).getFirst();
    }

    private static boolean hasExample(Field field) {
        return field.example() != null;
    }
}
