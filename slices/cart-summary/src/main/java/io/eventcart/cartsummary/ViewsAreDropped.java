package io.eventcart.cartsummary;

import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventMultiUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code cart.cart-viewed} 1 is dropped. The prototype stored one whenever somebody looked at a cart. No decision and no view uses
 * it.
 */
@Component
@Order(20261125_04)
final class ViewsAreDropped extends EventMultiUpcaster {
    private static final SimpleSerializedType VIEWED = new SimpleSerializedType("cart.cart-viewed", "1");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(VIEWED);
    }

    @Override
    protected Stream<IntermediateEventRepresentation> doUpcast(IntermediateEventRepresentation event) {
        return Stream.empty();
    }
}
