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
 * The only Axon aggregate. It folds any {@link CartEvent} and decides nothing: decisions are in the slices.
 *
 * <p>With one class for all slices, a cart has one lock, one snapshot and one cache entry; see docs/adr/0002.
 */
@Aggregate(type = "cart", snapshotTriggerDefinition = "cartSnapshotTrigger", cache = "cartCache")
@StoredAs("cart.snapshot")
@Revision("3") // Axon ignores snapshots of other revisions; new ones replace them.
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public class CartAggregate {
    /** Includes 64 recent operations. */
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

    /** Never runs: Axon reads the payload for its argument, and that throws. So no cart is loaded past an event of an unknown type. */
    @EventSourcingHandler
    void on(UnknownEvent event) {
        throw new IllegalStateException(event + " is known");
    }

    Cart cart() {
        return cart;
    }

    /** @return the approximate memory of the cart, in bytes */
    public int bytes() {
        return BYTES_OF_AN_EMPTY_CART + BYTES_OF_A_LINE * cart.lines().size();
    }

    RecentOperations operations() {
        return operations;
    }

    /** The version after the latest event that was folded. An upcaster may have dropped a later one. */
    long version() {
        return version;
    }
}
