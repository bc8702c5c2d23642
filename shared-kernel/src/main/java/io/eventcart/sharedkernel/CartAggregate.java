package io.eventcart.sharedkernel;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.platform.sliceapi.UnknownEvent;
import java.time.Instant;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The one Axon aggregate: it folds any {@link CartEvent} and decides nothing. Decisions stand in the slices.
 *
 * <p>One class for all slices keeps lock, snapshot and cache of a cart in one place; see docs/adr/0002.
 */
@Aggregate(type = "cart", snapshotTriggerDefinition = "cartSnapshotTrigger", cache = "cartCache")
@StoredAs("cart.snapshot")
@Revision("3") // Snapshots of other revisions are left aside, and taken anew.
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public class CartAggregate {
    /** With sixty-four recent operations. */
    private static final int BYTES_OF_AN_EMPTY_CART = 900;
    private static final int BYTES_OF_A_LINE = 350;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private @Nullable CartId cartId;
    private Cart cart = Cart.NONE;
    private RecentOperations operations = new RecentOperations();
    private long version;

    @EventSourcingHandler
    void on(CartEvent event, @SequenceNumber long sequenceNumber, @Timestamp Instant at,
            @MetaDataValue(MetaDataKeys.OPERATION_ID) @Nullable String operationId) {
        cartId = event.cartId();
        cart = event.evolve(cart);
        version = sequenceNumber + 1;
        if (operationId != null) {
            operations.add(operationId, at);
        }
    }

    /** Axon reads the payload of what it hands over, and that fails: a cart is not read past an event that no code knows. */
    @EventSourcingHandler
    void on(UnknownEvent event) {
        throw new IllegalStateException(event + " is known");
    }

    Cart cart() {
        return cart;
    }

    /** @return about how much memory the cart takes */
    public int bytes() {
        return BYTES_OF_AN_EMPTY_CART + BYTES_OF_A_LINE * cart.lines().size();
    }

    RecentOperations operations() {
        return operations;
    }

    /** Of the latest event that could be read; an event after it may have been dropped by an upcaster. */
    long version() {
        return version;
    }
}
