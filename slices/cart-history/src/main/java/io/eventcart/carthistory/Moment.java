package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartSummary;
import io.eventcart.cartsummary.CartView;
import io.eventcart.sharedkernel.RecordedEvent;
import java.util.List;
import java.util.stream.Gatherer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cart as one version of it was.
 *
 * @param events that made it so: one, but for an event that was split when it was read
 */
record Moment(List<RecordedEvent> events, CartSummary cart) {
    /** Folds a history into one moment a version. A version whose event was dropped when it was read has none. */
    static Gatherer<RecordedEvent, ?, Moment> ofEachVersion() {
        return Gatherer.<RecordedEvent, Fold, Moment>ofSequential(Fold::new, Fold::add, Fold::end);
    }

    /** The latest event that made it so. */
    RecordedEvent recorded() {
        return events.getLast();
    }

    long version() {
        return recorded().version();
    }

    /** @return what {@code GET /api/carts/{id}} showed then */
    CartView view() {
        return CartView.of(recorded().event().cartId(), cart);
    }

    private static final class Fold {
        private @Nullable Moment latest;

        boolean add(RecordedEvent event, Gatherer.Downstream<? super Moment> moments) {
            var before = latest;
            var parts = before != null && before.version() == event.version()
                    ? Stream.concat(before.events.stream(), Stream.of(event)).toList()
                    : List.of(event);
            latest = new Moment(parts,
                    CartSummary.evolve(before == null ? null : before.cart, event.event(), event.version(),
                            event.at()));
            return before == null || parts.size() > 1 || moments.push(before);
        }

        void end(Gatherer.Downstream<? super Moment> moments) {
            if (latest != null) {
                moments.push(latest);
            }
        }
    }
}
