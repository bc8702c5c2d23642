package io.eventcart.cartsummary;

import io.eventcart.platform.sliceapi.KeptIn;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Projection: what is in a cart? One row per cart.
 *
 * <p>The event processor handles many events in one unit of work. A cart with several of them is read once, and written once when
 * the unit of work commits.
 */
@Component
@ProcessingGroup("cart-summary")
@KeptIn(value = CartSummaries.TABLE, rowsAreOfOneStream = true)
final class CartSummaries {
    static final String TABLE = "cart_summary";
    private static final String CHANGES = CartSummaries.class.getName() + ".changes";

    private final JdbcTemplate jdbc;
    private final Tables tables;
    private final JsonMapper json;
    private final QueryUpdateEmitter updates;

    CartSummaries(JdbcTemplate jdbc, Tables tables, JsonMapper json, QueryUpdateEmitter updates) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.json = json;
        this.updates = updates;
    }

    /**
     * A row that this unit of work changes.
     *
     * @param storedVersion the row's version in the table, 0 if there is no row
     */
    private record RowChange(long storedVersion, CartSummary summary) {}

    @EventHandler
    void on(CartEvent event, @SequenceNumber long sequenceNumber, @Timestamp Instant at) {
        var cartId = event.cartId();
        var changes = changes(CurrentUnitOfWork.get());
        var change = changes.get(cartId);
        var before = change == null ? find(cartId) : change.summary();
        var storedVersion = change != null ? change.storedVersion() : before == null ? 0 : before.version();
        // Already handled in an earlier unit of work. The parts of a split event arrive in one unit of work.
        if (storedVersion > sequenceNumber) {
            return;
        }
        var after = CartSummary.evolve(before, event, sequenceNumber + 1, at);
        changes.put(cartId, new RowChange(storedVersion, after));
        tables.publishOnceActive(TABLE, () -> updates.emit(FindCart.class, query -> query.cartId().equals(cartId),
                CartView.of(cartId, after)));
    }

    @QueryHandler
    @Nullable
    CartView answer(FindCart query) {
        var summary = find(query.cartId());
        return summary != null && query.reader().mayRead(summary.cart().owner())
                ? CartView.of(query.cartId(), summary)
                : null;
    }

    private Map<CartId, RowChange> changes(UnitOfWork<?> unitOfWork) {
        var batch = unitOfWork.root();
        Map<CartId, RowChange> changes = batch.getResource(CHANGES);
        if (changes == null) {
            changes = new HashMap<>();
            batch.resources().put(CHANGES, changes);
            var written = changes;
            var table = tables.name(TABLE);
            batch.onPrepareCommit(ignored -> write(written, table));
        }
        return changes;
    }

    private void write(Map<CartId, RowChange> changes, String table) {
        List<Object[]> added = new ArrayList<>();
        List<Object[]> changed = new ArrayList<>();
        changes.forEach((cartId, change) -> {
            var row = new Object[]{change.summary().version(), json.writeValueAsString(change.summary()),
                    cartId.value()};
            (change.storedVersion() == 0 ? added : changed).add(row);
        });
        if (!added.isEmpty()) {
            jdbc.batchUpdate("INSERT INTO " + table + " (version, body, cart_id) VALUES (?, ?, ?)", added);
        }
        if (!changed.isEmpty()) {
            jdbc.batchUpdate("UPDATE " + table + " SET version = ?, body = ? WHERE cart_id = ?", changed);
        }
    }

    private @Nullable CartSummary find(CartId cartId) {
        return jdbc.query("SELECT body FROM " + tables.name(TABLE) + " WHERE cart_id = ?",
                row -> row.next()
                        ? json.readValue(Objects.requireNonNull(row.getString(1)), CartSummary.class)
                        : null,
                cartId.value());
    }
}
