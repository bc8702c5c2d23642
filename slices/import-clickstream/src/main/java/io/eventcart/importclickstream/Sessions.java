package io.eventcart.importclickstream;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A cache of the import's sessions. An evicted session is rebuilt from the events of its carts, whichever import wrote them. */
final class Sessions {
    /** Some 15 MB. An evicted session costs a read of its carts. */
    static final int MOST_HELD = 50_000;

    private final CartHistory history;
    private final Map<String, Session> held;

    @SuppressWarnings("serial")
    Sessions(CartHistory history, int mostHeld) {
        this.history = history;
        this.held = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
                return size() > mostHeld;
            }
        };
    }

    /** @throws StoreUnavailable if its carts can't be read */
    Session named(String name) {
        return held.computeIfAbsent(name, this::load);
    }

    private Session load(String name) {
        var session = new Session(name);
        for (var events = read(session); !events.isEmpty(); events = read(session)) {
            var cart = events.stream().reduce(Cart.NONE, (before, recorded) -> recorded.event().evolve(before),
                    (first, second) -> second);
            session.opened(Objects.requireNonNull(cart.owner()));
            if (cart.isCheckedOut()) {
                session.checkedOut();
            }
            events.stream().flatMap(Sessions::position).forEach(session::decided);
        }
        return session;
    }

    private List<RecordedEvent> read(Session session) {
        try {
            return history.of(session.nextCartId()).toList();
        } catch (RuntimeException e) {
            // Each store has its own exceptions. After any of them no line of this session can be decided.
            throw new StoreUnavailable("cart " + session.nextCartId() + " can't be read", e);
        }
    }

    private static Stream<Position> position(RecordedEvent recorded) {
        return recorded.metaData().get(MetaDataKeys.OPERATION_ID) instanceof String operationId
                ? Position.parse(operationId).stream()
                : Stream.empty();
    }
}
