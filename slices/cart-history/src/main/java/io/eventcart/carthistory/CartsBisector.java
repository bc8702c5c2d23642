package io.eventcart.carthistory;

import static java.util.Comparator.comparingLong;

import io.eventcart.carthistory.CartsBisection.Example;
import io.eventcart.carthistory.CartsBisection.MatchGroup;
import io.eventcart.carthistory.CartsBisection.Unreadable;
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
final class CartsBisector {
    /** Most callers time out after half a minute. */
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_LISTED_CARTS = 20;

    private final AllCarts allCarts;
    private final TimeMachine timeMachine;

    CartsBisector(AllCarts allCarts, TimeMachine timeMachine) {
        this.allCarts = allCarts;
        this.timeMachine = timeMachine;
    }

    /** @throws io.eventcart.sharedkernel.CartNotFound if the filter names a cart that does not exist */
    CartsBisection bisect(Condition condition, BisectionFilter filter) {
        return bisect(condition, filter, PATIENCE);
    }

    CartsBisection bisect(Condition condition, BisectionFilter filter, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var tally = new BisectionTally(condition, filter);
        if (filter.cartId() != null) {
            tally.examine(filter.cartId());
        } else {
            try (var carts = allCarts.inOrderOfBirth()) {
                carts.takeWhile(cartId -> tally.complete = System.nanoTime() < deadline)
                        .forEach(tally::examineIfReadable);
            }
        }
        return tally.groups();
    }

    private record EventKind(String type, @Nullable String appVersion, @Nullable String command) {
        MatchGroup firstIn(CartId cartId, RecordedEvent event) {
            return new MatchGroup(type, appVersion, command, 1, new Example(cartId, event.version(), event.at()));
        }
    }

    private final class BisectionTally {
        private final Condition condition;
        private final BisectionFilter filter;
        private final Map<EventKind, MatchGroup> groups = new LinkedHashMap<>();
        private long examined;
        private long heldAtStart;
        private long unreadable;
        private final List<Unreadable> unreadableCarts = new ArrayList<>();
        private boolean complete = true;

        private BisectionTally(Condition condition, BisectionFilter filter) {
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
                if (unreadableCarts.size() < MOST_LISTED_CARTS) {
                    unreadableCarts.add(new Unreadable(cartId, String.valueOf(e.getMessage())));
                }
            }
        }

        void examine(CartId cartId) {
            examined++;
            timeMachine.moments(cartId, Reader.OPERATOR).filter(moment -> condition.holds(moment.view())).findFirst()
                    .ifPresent(match -> count(cartId, match));
        }

        private void count(CartId cartId, Moment match) {
            if (match.version() == 1) {
                heldAtStart++;
                return;
            }
            var event = match.recorded();
            if (filter.accepts(event)) {
                var eventKind = new EventKind(event.type(), event.metaDataText(MetaDataKeys.APP_VERSION),
                        event.metaDataText(MetaDataKeys.COMMAND));
                groups.merge(eventKind, eventKind.firstIn(cartId, event), (counted, one) -> counted.oneMore());
            }
        }

        CartsBisection groups() {
            return new CartsBisection(
                    groups.values().stream().sorted(comparingLong(MatchGroup::carts).reversed()).toList(), examined,
                    groups.values().stream().mapToLong(MatchGroup::carts).sum(), heldAtStart, complete, unreadable,
                    unreadableCarts);
        }
    }
}
