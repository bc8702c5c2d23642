package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartView;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Page;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.RunningServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cart's past as the operator may see it: read from the store, or asked of the server that has it. */
sealed interface Past {
    Page<CartDiff> changes(CartId cartId, long after);

    CartView version(CartId cartId, long version);

    CartView at(CartId cartId, Instant at);

    CartDiff diff(CartId cartId, long from, long to);

    Bisection bisect(CartId cartId, String condition);

    /** @return what each of the newest versions has changed, newest first */
    default List<CartDiff> newest(CartId cartId, int most) {
        var all = new ArrayList<CartDiff>();
        String next = "0";
        while (next != null) {
            var page = changes(cartId, Long.parseLong(next));
            all.addAll(page.items());
            next = page.next();
        }
        return all.reversed().stream().limit(most).toList();
    }

    record InStore(TimeMachine timeMachine) implements Past {
        @Override
        public Page<CartDiff> changes(CartId cartId, long after) {
            return timeMachine.changes(cartId, Reader.OPERATOR, Integer.MAX_VALUE, after);
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

    record OfServer(RunningServer server) implements Past {
        private record Changes(List<CartDiff> items, @Nullable String next) {}

        @Override
        public Page<CartDiff> changes(CartId cartId, long after) {
            var changes = server.get(path(cartId) + "/changes?limit=100&after=" + after, Changes.class);
            return new Page<>(changes.items(), changes.next());
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
            Condition.of(condition); // A mistake in it is told in the words of this command.
            return server.post(path(cartId) + "/bisect", new CartHistoryEndpoint.BisectRequest(condition),
                    Bisection.class);
        }

        private static String path(CartId cartId) {
            return "/api/carts/" + cartId;
        }
    }
}
