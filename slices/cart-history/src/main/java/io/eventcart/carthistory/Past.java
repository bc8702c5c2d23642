package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartView;
import io.eventcart.platform.sliceapi.RunningServer;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A cart's history for the operator: read from the store, or requested from the running server. */
sealed interface Past {
    /** @return the changes of the newest versions, newest first */
    List<CartDiff> newest(CartId cartId, int maxCount);

    CartView version(CartId cartId, long version);

    CartView at(CartId cartId, Instant at);

    CartDiff diff(CartId cartId, long from, long to);

    Bisection bisect(CartId cartId, String condition);

    record FromStore(TimeMachine timeMachine) implements Past {
        @Override
        public List<CartDiff> newest(CartId cartId, int maxCount) {
            return timeMachine.changes(cartId, Reader.OPERATOR).reversed().stream().limit(maxCount).toList();
        }

        @Override
        public CartView version(CartId cartId, long version) {
            return timeMachine.version(cartId, Reader.OPERATOR, version);
        }

        @Override
        public CartView at(CartId cartId, Instant at) {
            return timeMachine.at(cartId, Reader.OPERATOR, at);
        }

        @Override
        public CartDiff diff(CartId cartId, long from, long to) {
            return timeMachine.diff(cartId, Reader.OPERATOR, from, to);
        }

        @Override
        public Bisection bisect(CartId cartId, String condition) {
            return timeMachine.bisect(cartId, Reader.OPERATOR, Condition.of(condition));
        }
    }

    record FromServer(RunningServer server) implements Past {
        private record HistoryPage(List<HistoryItem> items, @Nullable String next) {}

        @Override
        public List<CartDiff> newest(CartId cartId, int maxCount) {
            var events = events(cartId);
            var versions = List.copyOf(events.keySet()).reversed();
            return IntStream.range(0, Math.min(maxCount, versions.size())).mapToObj(n -> {
                var version = versions.get(n);
                return n + 1 < versions.size()
                        ? diff(cartId, versions.get(n + 1), version)
                        : CartDiff.birth(version(cartId, version), events.getOrDefault(version, List.of()));
            }).toList();
        }

        /** @return by version, oldest first */
        private SequencedMap<Long, List<HistoryItem>> events(CartId cartId) {
            var events = new LinkedHashMap<Long, List<HistoryItem>>();
            String next = "0";
            while (next != null) {
                var page = server.get(path(cartId) + "/history?limit=100&after=" + next, HistoryPage.class);
                page.items().forEach(
                        item -> events.computeIfAbsent(item.version(), first -> new ArrayList<>()).add(item));
                next = page.next();
            }
            return events;
        }

        @Override
        public CartView version(CartId cartId, long version) {
            return server.get(path(cartId) + "?version=" + version, CartView.class);
        }

        @Override
        public CartView at(CartId cartId, Instant at) {
            return server.get(path(cartId) + "?at=" + at, CartView.class);
        }

        @Override
        public CartDiff diff(CartId cartId, long from, long to) {
            return server.get(path(cartId) + "/diff?from=" + from + "&to=" + to, CartDiff.class);
        }

        @Override
        public Bisection bisect(CartId cartId, String condition) {
            Condition.of(condition); // Reports a mistake in the words of this command.
            return server.post(path(cartId) + "/bisect", new CartHistoryEndpoint.BisectRequest(condition),
                    Bisection.class);
        }

        private static String path(CartId cartId) {
            return "/api/carts/" + cartId;
        }
    }
}
