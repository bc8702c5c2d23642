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
final class ClickSessions {
    /** Some 15 MB. An evicted session costs a read of its carts. */
    static final int MAX_CACHED = 50_000;

    private final CartHistory history;
    private final Map<String, ClickSession> cache;

    @SuppressWarnings("serial")
    ClickSessions(CartHistory history, int maxCached) {
        this.history = history;
        this.cache = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ClickSession> eldest) {
                return size() > maxCached;
            }
        };
    }

    /** @throws StoreUnavailable if its carts can't be read */
    ClickSession named(String name) {
        return cache.computeIfAbsent(name, this::load);
    }

    private ClickSession load(String name) {
        var session = new ClickSession(name);
        for (var events = read(session); !events.isEmpty(); events = read(session)) {
            var cart = events.stream().reduce(Cart.NONE, (before, recorded) -> recorded.event().evolve(before),
                    (first, second) -> second);
            session.opened(Objects.requireNonNull(cart.owner()));
            if (cart.isCheckedOut()) {
                session.checkedOut();
            }
            events.stream().flatMap(ClickSessions::position).forEach(session::decided);
        }
        return session;
    }

    private List<RecordedEvent> read(ClickSession session) {
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
