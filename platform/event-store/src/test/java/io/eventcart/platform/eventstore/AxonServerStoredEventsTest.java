package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AxonServerStoredEventsTest {
    /** The streams opened and closed, in order. */
    private final List<String> calls = new ArrayList<>();
    private long sent;

    private AxonServerStoredEvents events(Supplier<@Nullable EventWithToken> next) {
        var stream = fake(EventStream.class, Map.of("nextIfAvailable", next, "getError", Optional::empty));
        var ofOneCart = fake(AggregateEventStream.class, Map.of("hasNext", next));
        var channel = fake(EventChannel.class,
                Map.of("openStream", () -> stream, "openAggregateStream", () -> ofOneCart));
        return new AxonServerStoredEvents(() -> channel);
    }

    private <T> T fake(Class<T> type, Map<String, Supplier<?>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (self, method, given) -> {
            if (List.of("openStream", "openAggregateStream", "close", "cancel").contains(method.getName())) {
                calls.add(method.getName());
            }
            return answers.getOrDefault(method.getName(), () -> null).get();
        }));
    }

    private EventWithToken event() {
        return EventWithToken.newBuilder().setToken(sent++).build();
    }

    @Test
    void a_stream_is_closed_even_if_its_first_event_does_not_come() {
        var broken = events(() -> {
            throw new IllegalStateException("the connection is gone");
        });

        assertThatThrownBy(() -> {
            try (var found = broken.between(0, 10)) {
                found.forEach(event -> {});
            }
        }).hasMessage("the connection is gone");

        assertThat(calls).containsExactly("openStream", "close");
    }

    @Test
    void a_stream_is_closed_if_the_events_end_too_early() {
        var silent = events(() -> sent < 2 ? event() : null);

        assertThatThrownBy(() -> {
            try (var found = silent.between(0, 10)) {
                found.forEach(event -> {});
            }
        }).hasMessage("Axon Server sends no more events");

        assertThat(calls).containsExactly("openStream", "close");
    }

    @Test
    void the_stream_of_one_cart_is_closed_if_its_event_does_not_come() {
        var broken = events(() -> {
            throw new IllegalStateException("the connection is gone");
        });

        assertThatThrownBy(() -> broken.find("a-cart", 0)).hasMessage("the connection is gone");

        assertThat(calls).containsExactly("openAggregateStream", "cancel");
    }

    @Test
    void events_are_read_up_to_a_position_and_no_further() {
        try (var found = events(this::event).between(0, 3)) {
            assertThat(found).extracting(event -> event.position()).containsExactly(1L, 2L, 3L);
        }
        assertThat(sent).isEqualTo(3);
    }

    @Test
    void nothing_is_opened_where_there_is_nothing_to_read() {
        assertThat(events(this::event).between(3, 3)).isEmpty();
        assertThat(calls).isEmpty();
    }
}
