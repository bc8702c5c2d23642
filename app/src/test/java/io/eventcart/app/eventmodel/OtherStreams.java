package io.eventcart.app.eventmodel;

import io.eventcart.platform.sliceapi.Command;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;

/** Takes commands that are not about a cart, which Axon's fixture can't: their handlers append to other streams by themselves. */
final class OtherStreams implements Commands {
    private final EmbeddedEventStore store = Streams.emptyStore();
    private final CommandBus bus = SimpleCommandBus.builder().build();
    private long given;

    EmbeddedEventStore store() {
        return store;
    }

    void begin(SliceUnderTest code, List<EventMessage<Object>> events) {
        store.publish(Streams.of(events));
        given = events.size();
        code.given(events.stream().map(Message::getPayload).toList());
        code.components(CommandHandler.class)
                .forEach(handler -> new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus));
    }

    /** @return what was appended since */
    List<Object> appended() {
        var head = store.createHeadToken();
        var all = head == null ? 0 : head.position().orElse(-1) + 1;
        try (var stream = store.openStream(null)) {
            return IntStream.range(0, (int) all).mapToObj(n -> next(stream)).skip(given).toList();
        }
    }

    private static Object next(BlockingStream<? extends Message<?>> stream) {
        try {
            return stream.nextAvailable().getPayload();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public <R> R send(Command<R> command, Guard guard, Map<String, ?> metaData) {
        var callback = new FutureCallback<Command<R>, R>();
        bus.dispatch(new GenericCommandMessage<>(command, MetaData.from(metaData).mergedWith(guard.metaData())),
                callback);
        var result = callback.getResult();
        if (result.isExceptional() && result.exceptionResult() instanceof RuntimeException failure) {
            throw failure;
        }
        return result.getPayload();
    }
}
