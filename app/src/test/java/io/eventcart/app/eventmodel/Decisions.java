package io.eventcart.app.eventmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.eventmodel.Face.Answer;
import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Payloads;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.Tags;
import io.eventcart.sharedkernel.CartAggregate;
import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.Commands;
import io.eventcart.sharedkernel.MetaDataKeys;
import io.eventcart.sharedkernel.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Given events, when a command, then events or an error: through the slice's real handler, on Axon's fixture. */
final class Decisions {
    private Decisions() {}

    static void run(Board board, Slice slice, Specification specification) throws Exception {
        assertThat(specification.when()).as("commands in the when of " + specification.id()).hasSize(1)
                .allMatch(step -> step.type() == Step.Type.SPEC_COMMAND);
        var when = specification.when().getFirst();
        var fixture = new AggregateTestFixture<>(CartAggregate.class);
        var commands = new FixtureCommands(fixture);
        try (var code = new SliceUnderTest(slice, fixture.getEventStore(), fixture.getRepository(), commands)) {
            code.components(CommandHandler.class).forEach(fixture::registerAnnotatedCommandHandler);
            var json = code.bean(JsonMapper.class);
            var values = new Values(board, json);
            commands.given.addAll(values.events(specification.given()));
            if (when.isOverHttp()) {
                expect(specification, values, commands, call(code, values, when));
            } else {
                expect(specification, values, commands, send(values, when, commands, json));
            }
        }
    }

    private static Answer call(SliceUnderTest code, Values values, Step when) throws Exception {
        var command = values.element(when);
        assertThat(command.apiEndpoint()).as("apiEndpoint of " + command.id() + ", which is sent over HTTP")
                .isNotNull();
        return new Face(code).ask(Objects.requireNonNull(command.apiEndpoint()), values.payloads(when).getFirst(),
                Payloads.stated(when).getFirst());
    }

    /** @return what a caller would be told: the problem's kind and facts */
    private static Answer send(Values values, Step when, FixtureCommands commands, JsonMapper json) {
        var metaData = new HashMap<String, Object>();
        Tags.value(when.tags(), Tags.IF_MATCH).ifPresent(
                version -> metaData.put(MetaDataKeys.EXPECTED_VERSION, Long.valueOf(version)));
        Tags.value(when.tags(), Tags.OPERATION).ifPresent(
                id -> metaData.putAll(Map.of(MetaDataKeys.OPERATION_ID, id, MetaDataKeys.REPEATED, true)));
        try {
            commands.send((CartCommand<?>) values.objects(when).getFirst(), metaData);
            return new Answer(200, json.createObjectNode());
        } catch (Rejection rejection) {
            var problem = json.valueToTree(rejection.details().facts());
            ((ObjectNode) problem).put("type", rejection.details().kind());
            return new Answer(409, problem);
        }
    }

    private static void expect(Specification specification, Values values, FixtureCommands commands, Answer answer) {
        if (specification.then().stream().anyMatch(step -> step.type() == Step.Type.SPEC_ERROR)) {
            assertThat(specification.then()).as("an error stands alone in the then of " + specification.id())
                    .hasSize(1);
            Errors.expect(specification.then().getFirst(), answer);
            if (commands.outcome != null) {
                commands.outcome.expectNoEvents();
            }
            return;
        }
        assertThat(answer.problem()).as("what the command is refused with").isEmpty();
        assertThat(commands.outcome).as("a command that was sent").isNotNull();
        Objects.requireNonNull(commands.outcome).expectSuccessfulHandlerExecution()
                .expectEvents(values.objects(specification.then()).toArray());
    }

    /** Sends the one command to the fixture, and answers its sender as the app does. */
    private static final class FixtureCommands implements Commands {
        private final AggregateTestFixture<CartAggregate> fixture;
        private final List<Object> given = new ArrayList<>();
        private @Nullable ResultValidator<CartAggregate> outcome;
        private @Nullable Object result;
        private @Nullable RuntimeException refusal;

        FixtureCommands(AggregateTestFixture<CartAggregate> fixture) {
            this.fixture = fixture;
            fixture.registerCommandHandlerInterceptor((unitOfWork, handler) -> {
                try {
                    result = handler.proceed();
                    return result;
                } catch (RuntimeException e) {
                    refusal = e;
                    throw e;
                }
            });
        }

        @Override
        @SuppressWarnings("unchecked") // What a command returns is its handler's to say.
        public <R> R send(CartCommand<R> command, Map<String, ?> metaData) {
            assertThat(outcome).as("a command that was sent before").isNull();
            outcome = fixture.given(given).when(command, metaData);
            if (refusal != null) {
                throw refusal;
            }
            return (R) Objects.requireNonNull(result);
        }
    }
}
