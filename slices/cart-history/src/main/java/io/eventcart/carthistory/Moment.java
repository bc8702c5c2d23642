package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartSummary;
import io.eventcart.cartsummary.CartView;
import io.eventcart.sharedkernel.RecordedEvent;
import java.util.List;
import java.util.stream.Gatherer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cart at one of its versions.
 *
 * @param events that led to this version: one, or several if an upcaster splits the stored event
 */
record Moment(List<RecordedEvent> events, CartSummary cart) {
    /** Folds a history into one moment for each version. A version whose event an upcaster drops has none. */
    static Gatherer<RecordedEvent, ?, Moment> ofEachVersion() {
        return Gatherer.<RecordedEvent, Fold, Moment>ofSequential(Fold::new, Fold::add, Fold::end);
    }

    /** The last event of this version. */
    RecordedEvent recorded() {
        return events.getLast();
    }

    long version() {
        return recorded().version();
    }

    /** @return what {@code GET /api/carts/{id}} returned at this version */
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
