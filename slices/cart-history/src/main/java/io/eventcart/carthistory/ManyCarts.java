package io.eventcart.carthistory;

import static java.util.Comparator.comparingLong;

import io.eventcart.carthistory.Turns.Example;
import io.eventcart.carthistory.Turns.Turn;
import io.eventcart.carthistory.Turns.Unreadable;
import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.sharedkernel.AllCarts;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.RecordedEvent;
import io.eventcart.sharedkernel.UnreadableEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Bisects one cart after the other, oldest first. Memory use grows with the number of distinct event kinds, not of carts. */
@Component
final class ManyCarts {
    /** Most callers time out after half a minute. */
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_NAMED = 20;

    private final AllCarts allCarts;
    private final TimeMachine timeMachine;

    ManyCarts(AllCarts allCarts, TimeMachine timeMachine) {
        this.allCarts = allCarts;
        this.timeMachine = timeMachine;
    }

    /** @throws io.eventcart.sharedkernel.CartNotFound if the filter names a cart that does not exist */
    Turns bisect(Condition condition, TurnFilter filter) {
        return bisect(condition, filter, PATIENCE);
    }

    Turns bisect(Condition condition, TurnFilter filter, Duration patience) {
        var giveUpAt = System.nanoTime() + patience.toNanos();
        var tally = new Tally(condition, filter);
        if (filter.cartId() != null) {
            tally.examine(filter.cartId());
        } else {
            try (var carts = allCarts.inOrderOfBirth()) {
                carts.takeWhile(cartId -> tally.complete = System.nanoTime() < giveUpAt)
                        .forEach(tally::examineIfReadable);
            }
        }
        return tally.turns();
    }

    private record Kind(String type, @Nullable String appVersion, @Nullable String command) {
        Turn firstIn(CartId cartId, RecordedEvent event) {
            return new Turn(type, appVersion, command, 1, new Example(cartId, event.version(), event.at()));
        }
    }

    private final class Tally {
        private final Condition condition;
        private final TurnFilter filter;
        private final Map<Kind, Turn> turns = new LinkedHashMap<>();
        private long examined;
        private long heldAtStart;
        private long unreadable;
        private final List<Unreadable> unreadableCarts = new ArrayList<>();
        private boolean complete = true;

        private Tally(Condition condition, TurnFilter filter) {
            this.condition = condition;
            this.filter = filter;
        }

        /** An unreadable cart does not stop the bisection of the others. */
        void examineIfReadable(String cartId) {
            try {
                examine(CartId.of(cartId));
            } catch (RuntimeException e) {
                if (!UnreadableEvent.isToBlameFor(e) && !(e instanceof CartNotFound)
                        && !(e instanceof InvalidRequest)) {
                    throw e;
                }
                unreadable++;
                if (unreadableCarts.size() < MOST_NAMED) {
                    unreadableCarts.add(new Unreadable(cartId, String.valueOf(e.getMessage())));
                }
            }
        }

        void examine(CartId cartId) {
            examined++;
            timeMachine.moments(cartId, Reader.OPERATOR).filter(moment -> condition.holds(moment.view())).findFirst()
                    .ifPresent(turn -> count(cartId, turn));
        }

        private void count(CartId cartId, Moment turn) {
            if (turn.version() == 1) {
                heldAtStart++;
                return;
            }
            var event = turn.recorded();
            if (filter.lets(event)) {
                var kind = new Kind(event.type(), event.told(MetaDataKeys.APP_VERSION),
                        event.told(MetaDataKeys.COMMAND));
                turns.merge(kind, kind.firstIn(cartId, event), (counted, one) -> counted.oneMore());
            }
        }

        Turns turns() {
            return new Turns(turns.values().stream().sorted(comparingLong(Turn::carts).reversed()).toList(), examined,
                    turns.values().stream().mapToLong(Turn::carts).sum(), heldAtStart, complete, unreadable,
                    unreadableCarts);
        }
    }
}
