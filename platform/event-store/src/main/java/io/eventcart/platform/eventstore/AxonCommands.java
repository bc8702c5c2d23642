package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.Command;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.RejectedCommand;
import io.eventcart.platform.sliceapi.RejectionDetails;
import io.eventcart.platform.sliceapi.StaleAggregate;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/** Sends commands over Axon's command bus, which is this process or Axon Server. */
@Component
final class AxonCommands implements Commands {
    /** Longer than Axon Server takes to detect a lost instance. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration LONGEST_WAIT_IN_QUEUE = Duration.ofSeconds(20);
    /** Half of the web server's threads, so that the callers of one aggregate leave the other half free. */
    private static final int MAX_WAITING_PER_TARGET = 100;

    private final CommandBus bus;
    private final Clock clock;

    /**
     * If two instances read an aggregate and then both write, the later one gets a conflict and must decide again. These retries
     * are enough for fifty instances that write to one aggregate.
     */
    private final RetryTemplate onConflict = new RetryTemplate(
            RetryPolicy.builder().predicate(AxonCommands::isConflict).maxRetries(50).delay(Duration.ofMillis(2))
                    .jitter(Duration.ofMillis(2)).multiplier(1.5).maxDelay(Duration.ofMillis(100)).build());

    private final CommandQueues queues = new CommandQueues(MAX_WAITING_PER_TARGET, LONGEST_WAIT_IN_QUEUE);

    AxonCommands(CommandBus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** Sends the time of the first attempt along, so that a handler knows how far back to search for an earlier outcome. */
    @Override
    public <R> R send(Command<R> command, Guard guard, Map<String, ?> metaData) {
        var timed = new HashMap<String, Object>(metaData);
        timed.putAll(guard.metaData());
        timed.putIfAbsent(MetaDataKeys.OPERATION_BEGUN_AT, clock.instant().toString());
        var target = command.target();
        return target == null
                ? sendUntilSettled(command, timed)
                : queues.inQueue(target, () -> sendUntilSettled(command, timed));
    }

    private <R> R sendUntilSettled(Command<R> command, Map<String, ?> metaData) {
        try {
            return onConflict.execute(() -> sendOnce(command, metaData));
        } catch (RetryException e) {
            throw outcome(e.getCause());
        }
    }

    private <R> R sendOnce(Command<R> command, Map<String, ?> metaData) throws Throwable {
        var callback = new FutureCallback<Command<R>, R>();
        bus.dispatch(new GenericCommandMessage<>(command, MetaData.from(metaData)), callback);
        try {
            var result = callback.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (result.isExceptional()) {
                throw result.exceptionResult();
            }
            return result.getPayload();
        } catch (TimeoutException e) {
            throw new StoreUnavailable("no answer within " + LONGEST_WAIT, e);
        }
    }

    /** A conflict that Axon Server detects at the commit, or that another instance reports, arrives only as a message text. */
    private static boolean isConflict(Throwable failure) {
        return failure instanceof ConcurrencyException || failure instanceof AggregateStreamCreationException
                || mentions(failure, ErrorCode.INVALID_EVENT_SEQUENCE.errorCode())
                || mentions(failure, StaleAggregate.FAULT);
    }

    private static boolean mentions(Throwable failure, String word) {
        return String.valueOf(failure.getMessage()).contains(word);
    }

    private static RuntimeException outcome(Throwable failure) {
        return rejection(failure).<RuntimeException>map(RejectedCommand::new)
                .orElseGet(() -> isConflict(failure) || StoreFailures.include(failure)
                        ? new StoreUnavailable("the event store did not take the command", failure)
                        : new IllegalStateException("the command failed", failure));
    }

    private static Optional<RejectionDetails> rejection(Throwable failure) {
        return failure instanceof CommandExecutionException executed
                ? executed.<Object>getDetails().filter(RejectionDetails.class::isInstance)
                        .map(RejectionDetails.class::cast)
                : Optional.empty();
    }
}
