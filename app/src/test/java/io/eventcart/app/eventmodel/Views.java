package io.eventcart.app.eventmodel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.eventmodel.Face.Answer;
import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.Tags;
import io.eventcart.sharedkernel.CartEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Given events, then a view: through the slice's real projection and its tables, asked as a reader asks. */
final class Views {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Slice slice;
    private final SliceUnderTest code;
    private final JsonMapper json;
    private final Values values;
    private final Specification specification;
    private final Element view;

    private Views(Slice slice, SliceUnderTest code, Board board, Specification specification) {
        this.slice = slice;
        this.code = code;
        this.json = code.bean(JsonMapper.class);
        this.values = new Values(board, json);
        this.specification = specification;
        this.view = board.element(specification.linkedId()).orElseThrow();
    }

    static void run(Board board, Slice slice, Specification specification) throws Exception {
        var events = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        try (var code = new SliceUnderTest(slice, events, new RecordingCommands())) {
            var run = new Views(slice, code, board, specification);
            var given = happened(run.values.events(specification.given()));
            events.publish(given);
            run.project(given);
            run.expect(run.ask());
        }
    }

    /** The first event happens at noon, each one that follows a minute later. */
    private static List<DomainEventMessage<CartEvent>> happened(List<EventMessage<CartEvent>> events) {
        var versions = new HashMap<String, Long>();
        var happened = new ArrayList<DomainEventMessage<CartEvent>>();
        for (var event : events) {
            var cart = event.getPayload().cartId().toString();
            var version = requireNonNull(versions.merge(cart, 1L, Long::sum));
            happened.add(new GenericDomainEventMessage<>("cart", cart, version - 1, event.getPayload(),
                    event.getMetaData(), event.getIdentifier(), NOON.plus(Duration.ofMinutes(happened.size()))));
        }
        return happened;
    }

    private void project(List<DomainEventMessage<CartEvent>> events) {
        var projections = code.components(EventHandler.class).stream().map(AnnotationEventHandlerAdapter::new).toList();
        assertThat(projections).as("projections, components with an @EventHandler").isNotEmpty();
        for (var event : events) {
            var outcome = new BatchingUnitOfWork<>(event).executeWithResult(() -> {
                for (var projection : projections) {
                    projection.handle((EventMessage<?>) CurrentUnitOfWork.get().getMessage());
                }
                return null;
            });
            if (outcome.isExceptional()) {
                throw new AssertionError("the projection failed at " + event.getPayload(), outcome.exceptionResult());
            }
        }
    }

    private Answer ask() throws Exception {
        code.components(QueryHandler.class).forEach(
                handler -> new AnnotationQueryHandlerAdapter<>(handler).subscribe(code.bean(QueryBus.class)));
        var parameters = parameters();
        return view.apiEndpoint() == null
                ? query(parameters)
                : new Face(code).ask(view.apiEndpoint(), known(), parameters);
    }

    private ObjectNode parameters() {
        assertThat(specification.when()).as("questions in the when of " + specification.id()).hasSizeLessThan(2)
                .allMatch(step -> step.type() == Step.Type.SPEC_READMODEL);
        return specification.when().stream().findFirst().map(Values::parameters).orElseGet(json::createObjectNode);
    }

    /** @return whose the first cart is and which, unless the question says otherwise; with no event, what the view says */
    private ObjectNode known() {
        var first = specification.given().stream().findFirst().or(() -> specification.then().stream().findFirst()
                .filter(step -> step.linkedId() != null));
        var known = json.createObjectNode();
        view.fields().stream().filter(field -> field.example() != null)
                .forEach(field -> known.set(field.name(), field.example()));
        first.ifPresent(step -> known.setAll(values.payloads(step).getFirst()));
        if (!known.has("shopperId")) {
            known.put("shopperId", "a11a0000-0000-4000-8000-000000000001");
        }
        return known;
    }

    private Answer query(ObjectNode parameters) {
        var name = Tags.value(view.tags(), Tags.QUERY).orElseThrow(() -> new AssertionError(
                view.id()
                        + " can't be asked for: give it an apiEndpoint, or tag it query:NAME with the query's record"));
        var type = SliceCode.of(slice).record(name).orElseThrow(
                () -> new AssertionError("there is no record " + name + " for " + view.id()));
        var query = json.treeToValue(parameters, type);
        var found = view.listElement()
                ? code.bean(QueryGateway.class).query(query, ResponseTypes.multipleInstancesOf(Object.class)).join()
                : code.bean(QueryGateway.class).query(query, ResponseTypes.optionalInstanceOf(Object.class)).join()
                        .orElse(null);
        return new Answer(200, json.valueToTree(found));
    }

    private void expect(Answer answer) {
        assertThat(specification.then()).as("answers in the then of " + specification.id()).hasSize(1);
        var then = specification.then().getFirst();
        if (then.type() == Step.Type.SPEC_ERROR) {
            Errors.expect(then, answer);
            return;
        }
        assertThat(answer.problem()).as("what the question is refused with").isEmpty();
        var expected = json.createArrayNode();
        if (!then.expectEmptyList()) {
            values.payloads(then).forEach(payload -> expected.add(known(payload)));
        }
        var found = json.createArrayNode();
        items(answer.body()).forEach(item -> found.add(known((ObjectNode) item)));
        assertThat(json.readTree(found.toString())).isEqualTo(json.readTree(expected.toString()));
    }

    /** A page of many has them as its items; one view stands by itself. */
    private Iterable<JsonNode> items(JsonNode body) {
        if (!view.listElement()) {
            return List.of(body);
        }
        return body.isArray() ? body : body.path("items");
    }

    /** Null and absent are one. */
    private static ObjectNode known(ObjectNode object) {
        var copy = object.deepCopy();
        copy.properties().stream().filter(property -> property.getValue().isNull()).map(Map.Entry::getKey)
                .toList().forEach(copy::remove);
        return copy;
    }
}
