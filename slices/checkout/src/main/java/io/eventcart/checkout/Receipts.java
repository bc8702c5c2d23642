package io.eventcart.checkout;

import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.HeldData;
import io.eventcart.platform.sliceapi.KeptIn;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import io.eventcart.sharedkernel.RecordedEvent;
import io.eventcart.sharedkernel.ShopperId;
import io.eventcart.sharedkernel.ViewBehind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Projection: what was bought? Addresses are stored encrypted, so an erasure has nothing to delete here. */
@Component
@ProcessingGroup("checkout")
@KeptIn(value = Receipts.TABLE, rowsAreOfOneStream = true)
final class Receipts implements HeldData {
    static final String TABLE = "receipt";

    private final JdbcClient jdbc;
    private final Tables tables;
    private final JsonMapper json;
    private final CartHistory history;
    private final PersonalData personal;

    Receipts(JdbcClient jdbc, Tables tables, JsonMapper json, CartHistory history, PersonalData personal) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.json = json;
        this.history = history;
        this.personal = personal;
    }

    @EventHandler
    void on(CartCheckedOut event, @Timestamp Instant at) {
        jdbc.sql("INSERT INTO " + tables.name(TABLE) + " (cart_id, shopper_id, body) VALUES (?, ?, ?)")
                .params(event.cartId().value(), event.shopperId().value(),
                        json.writeValueAsString(Receipt.of(event, at)))
                .update();
    }

    /**
     * Waits for the projection if it lags behind the checkout.
     *
     * @throws CartNotFound if the shopper has no such cart
     * @throws NoReceipt if the cart is not checked out
     * @throws ViewBehind if the cart is checked out and the projection does not catch up in time
     */
    Receipt of(CartId cartId, ShopperId shopper) {
        return find(cartId, shopper).orElseGet(() -> {
            if (!history.isOwnedBy(cartId, shopper)) {
                throw new CartNotFound(cartId);
            }
            var version = history.of(cartId).filter(recorded -> recorded.event() instanceof CartCheckedOut)
                    .mapToLong(RecordedEvent::version).findFirst().orElseThrow(() -> new NoReceipt(cartId));
            return Eventually.find(() -> find(cartId, shopper)).orElseThrow(() -> new ViewBehind(version));
        });
    }

    private Optional<Receipt> find(CartId cartId, ShopperId shopper) {
        return jdbc.sql("SELECT body FROM " + tables.name(TABLE) + " WHERE cart_id = ? AND shopper_id = ?")
                .params(cartId.value(), shopper.value())
                .query(String.class)
                .optional()
                .map(body -> json.treeToValue(readable(body, cartId), Receipt.class));
    }

    /** The encrypted address is bound to its event. */
    private JsonNode readable(String body, CartId cartId) {
        var place = EncryptedField.Place.in(CartCheckedOut.class, cartId.toString(), CartCheckedOut.DELIVER_TO);
        return personal.readable(json.readTree(body), place.type(), place.id());
    }

    @Override
    public String name() {
        return "receipts";
    }

    @Override
    public Stream<Receipt> of(UUID person) {
        var shopper = new ShopperId(person);
        return jdbc.sql("SELECT cart_id FROM " + tables.name(TABLE) + " WHERE shopper_id = ?")
                .param(shopper.value())
                .query((row, n) -> new CartId(row.getObject(1, UUID.class)))
                .list().stream()
                .flatMap(cartId -> find(cartId, shopper).stream());
    }

    /** Only a checked-out cart has a receipt. */
    @SuppressWarnings("serial")
    static final class NoReceipt extends Rejection {
        NoReceipt(CartId cartId) {
            super("not-found", Nature.NOT_FOUND,
                    "Cart " + cartId + " has no receipt: it is not checked out. Check it out first.",
                    Map.of("cartId", cartId.toString()));
        }
    }
}
