package io.eventcart.app.eventmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.eventmodel.Face.Answer;
import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Payloads;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.Tags;
import io.eventcart.platform.sliceapi.Command;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.CartAggregate;
import io.eventcart.sharedkernel.CartCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        var command = SliceCode.of(slice).record(board.element(specification.linkedId()).orElseThrow().name());
        if (command.filter(type -> !CartCommand.class.isAssignableFrom(type)).isPresent()) {
            runOnOtherStreams(board, slice, specification);
        } else {
            runOnFixture(board, slice, specification);
        }
    }

    private static void runOnFixture(Board board, Slice slice, Specification specification) throws Exception {
        var fixture = new AggregateTestFixture<>(CartAggregate.class);
        var commands = new FixtureCommands(fixture);
        try (var code = new SliceUnderTest(slice, fixture.getEventStore(), fixture.getRepository(), commands)) {
            code.components(CommandHandler.class).forEach(fixture::registerAnnotatedCommandHandler);
            var values = new Values(board, code.bean(JsonMapper.class));
            commands.given.addAll(values.events(specification.given()));
            var answer = ask(specification, code, values, commands);
            if (expectsError(specification)) {
                Errors.expect(specification.then().getFirst(), answer);
                if (commands.outcome != null) {
                    commands.outcome.expectNoEvents();
                }
            } else {
                assertThat(answer.problem()).as("what the command is refused with").isEmpty();
                assertThat(commands.outcome).as("a command that was sent").isNotNull();
                Objects.requireNonNull(commands.outcome).expectSuccessfulHandlerExecution()
                        .expectEvents(values.objects(specification.then()).toArray());
            }
        }
    }

    private static void runOnOtherStreams(Board board, Slice slice, Specification specification) throws Exception {
        var commands = new OtherStreams();
        try (var code = new SliceUnderTest(slice, commands.store(), commands)) {
            var values = new Values(board, code.bean(JsonMapper.class));
            commands.begin(code, values.events(specification.given()));
            var answer = ask(specification, code, values, commands);
            if (expectsError(specification)) {
                Errors.expect(specification.then().getFirst(), answer);
                assertThat(commands.appended()).isEmpty();
            } else {
                assertThat(answer.problem()).as("what the command is refused with").isEmpty();
                assertThat(commands.appended()).isEqualTo(values.objects(specification.then()));
            }
        }
    }

    private static boolean expectsError(Specification specification) {
        var isError = specification.then().stream().anyMatch(step -> step.type() == Step.Type.SPEC_ERROR);
        assertThat(isError && specification.then().size() > 1).as("an error beside others in the then of "
                + specification.id()).isFalse();
        return isError;
    }

    private static Answer ask(Specification specification, SliceUnderTest code, Values values, Commands commands)
            throws Exception {
        var when = specification.when().getFirst();
        return when.isOverHttp() ? call(code, values, when) : send(values, when, commands, code.bean(JsonMapper.class));
    }

    private static Answer call(SliceUnderTest code, Values values, Step when) throws Exception {
        var command = values.element(when);
        assertThat(command.apiEndpoint()).as("apiEndpoint of " + command.id() + ", which is sent over HTTP")
                .isNotNull();
        return new Face(code, false).ask(Objects.requireNonNull(command.apiEndpoint()),
                values.payloads(when).getFirst(),
                Payloads.stated(when).getFirst());
    }

    /** @return what a caller would be told: the problem's kind and facts */
    private static Answer send(Values values, Step when, Commands commands, JsonMapper json) {
        var guard = new Guard(Tags.value(when.tags(), Tags.OPERATION).orElse(null), null,
                Tags.value(when.tags(), Tags.IF_MATCH).map(version -> Set.of(Long.valueOf(version))).orElse(null));
        try {
            commands.send((Command<?>) values.objects(when).getFirst(), guard);
            return new Answer(200, json.createObjectNode());
        } catch (Rejection rejection) {
            var problem = json.valueToTree(rejection.details().facts());
            ((ObjectNode) problem).put("type", rejection.details().kind());
            return new Answer(409, problem);
        }
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
        public <R> R send(Command<R> command, Guard guard, Map<String, ?> metaData) {
            assertThat(outcome).as("a command that was sent before").isNull();
            outcome = fixture.given(given).when(command, guard.metaData());
            if (refusal != null) {
                throw refusal;
            }
            return (R) Objects.requireNonNull(result);
        }
    }
}
