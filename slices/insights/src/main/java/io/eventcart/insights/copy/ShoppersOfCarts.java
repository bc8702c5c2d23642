package io.eventcart.insights.copy;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Who owns each cart, for events that do not say it themselves. The last ones used are in memory, all are in the copy. */
final class ShoppersOfCarts {
    private static final int IN_MEMORY = 100_000;

    private final Map<UUID, UUID> shoppers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, UUID> eldest) {
            return size() > IN_MEMORY;
        }
    };

    /** Stores what these events say of it, and loads what they need. */
    void learn(DuckDBConnection connection, DuckDBAppender appender, List<CopiedEvent> events) throws SQLException {
        var unknown = new HashSet<UUID>();
        for (var event : events) {
            var cart = event.cartId();
            if (cart == null) {
                continue;
            }
            if (event.shopperId() == null) {
                if (!shoppers.containsKey(cart)) {
                    unknown.add(cart);
                }
            } else if (!event.shopperId().equals(shoppers.put(cart, event.shopperId()))) {
                appender.beginRow().append(cart).append(event.shopperId()).endRow();
                unknown.remove(cart);
            }
        }
        if (!unknown.isEmpty()) {
            appender.flush();
            load(connection, unknown);
        }
    }

    private void load(DuckDBConnection connection, Set<UUID> carts) throws SQLException {
        var list = carts.stream().map(cart -> "'" + cart + "'").collect(Collectors.joining(", "));
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT cart_id, shopper_id FROM internal.shopper_of_cart WHERE cart_id IN (" + list + ")")) {
            while (found.next()) {
                shoppers.put(Objects.requireNonNull(found.getObject(1, UUID.class)),
                        Objects.requireNonNull(found.getObject(2, UUID.class)));
            }
        }
    }

    /** @return null if the event happened to no shopper's cart */
    @Nullable
    UUID of(CopiedEvent event) {
        return event.shopperId() != null || event.cartId() == null ? event.shopperId() : shoppers.get(event.cartId());
    }
}
