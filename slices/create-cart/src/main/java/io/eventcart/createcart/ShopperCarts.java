package io.eventcart.createcart;

import static java.time.ZoneOffset.UTC;

import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.KeptIn;
import io.eventcart.platform.sliceapi.Page;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartsOfShopper;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Projection: which carts has a shopper created? */
@Component
@ProcessingGroup("create-cart")
@KeptIn(value = ShopperCarts.TABLE, rowsAreOfOneStream = true)
final class ShopperCarts implements CartsOfShopper {
    static final String TABLE = "shopper_cart";

    private final JdbcClient jdbc;
    private final Tables tables;

    ShopperCarts(JdbcClient jdbc, Tables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    @EventHandler
    void on(CartCreated event, @Timestamp Instant at) {
        jdbc.sql("INSERT INTO " + tables.name(TABLE) + " (cart_id, shopper_id, created_at) VALUES (?, ?, ?)")
                .params(event.cartId().value(), event.shopperId().value(), at.atOffset(UTC))
                .update();
    }

    /**
     * @param after the last cart of the previous page; null for the first page
     * @throws InvalidRequest if {@code after} is no cart of the shopper
     */
    Page<ShopperCart> of(ShopperId shopper, int limit, @Nullable CartId after) {
        if (after != null && !shows(List.of(after), shopper)) {
            throw InvalidRequest.unknownAfter();
        }
        var found = jdbc.sql("""
                SELECT cart_id, created_at FROM %1$s
                WHERE shopper_id = :shopper AND (CAST(:after AS UUID) IS NULL
                  OR (created_at, cart_id) < (SELECT created_at, cart_id FROM %1$s WHERE cart_id = :after))
                ORDER BY created_at DESC, cart_id DESC
                LIMIT :limit
                """.formatted(tables.name(TABLE)))
                .param("shopper", shopper.value())
                .param("after", after == null ? null : after.value(), java.sql.Types.OTHER)
                .param("limit", limit + 1)
                .query((row, n) -> new ShopperCart(new CartId(row.getObject("cart_id", UUID.class)),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
        return Page.of(found, limit, cart -> cart.cartId().toString());
    }

    /** @return whether the view has all these carts for that shopper; the list has no duplicates */
    boolean shows(List<CartId> carts, ShopperId shopper) {
        return jdbc.sql("SELECT COUNT(*) FROM %s WHERE cart_id IN (:carts) AND shopper_id = :shopper"
                .formatted(tables.name(TABLE)))
                .param("carts", carts.stream().map(CartId::value).toList()).param("shopper", shopper.value())
                .query(Integer.class).single() == carts.size();
    }

    @Override
    public List<CartId> of(ShopperId shopper) {
        return jdbc
                .sql("SELECT cart_id FROM " + tables.name(TABLE) + " WHERE shopper_id = ? ORDER BY created_at, cart_id")
                .param(shopper.value())
                .query((row, n) -> new CartId(row.getObject(1, UUID.class)))
                .list();
    }
}
