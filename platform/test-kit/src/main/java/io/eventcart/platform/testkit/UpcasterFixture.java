package io.eventcart.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.platform.sliceapi.UnknownEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.Message;

/**
 * Given stored JSON of an old revision, then this event.
 *
 * <pre>{@code
 * new UpcasterFixture()
 *         .given("cart.item-added", "1", """
 *                 {"cartId": "3f0c1c52-…", "productId": "apple", "name": "Apple", "quantity": 2, "price": 0.5}
 *                 """)
 *         .expectEvents(new ItemAdded(CART, APPLE, "Apple", 2, Money.parse("EUR 0.50")));
 * }</pre>
 *
 * <p>The stored events pass every upcaster on the class path, in the app's order.
 */
public final class UpcasterFixture {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final StoredForms forms = new StoredForms();
    private final List<Stored> stored = new ArrayList<>();

    /** @param payload the JSON as it stands in the store */
    public UpcasterFixture given(String type, String revision, String payload) {
        stored.add(new Stored(type, revision, payload));
        return this;
    }

    /** Expects exactly these events, in this order. */
    public void expectEvents(Object... events) {
        assertThat(read()).as("what is read in place of %s", stored).containsExactly(events);
    }

    /** Expects that an upcaster drops the stored events. */
    public void expectNoEvents() {
        expectEvents();
    }

    /** Expects that reading fails with {@link UnknownEventType}. */
    public void expectUnknown(String type, String revision) {
        assertThatExceptionOfType(UnknownEventType.class).isThrownBy(this::read)
                .withMessageContaining(type + " revision " + revision);
    }

    private List<Object> read() {
        var events = new ArrayList<Object>();
        for (var n = 0; n < stored.size(); n++) {
            forms.read(stored.get(n), "a-cart", n, NOON, n).map(Message::getPayload).forEach(events::add);
        }
        return events;
    }
}
