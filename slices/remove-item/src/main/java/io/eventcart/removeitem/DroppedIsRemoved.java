package io.eventcart.removeitem;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code cart.product-dropped} 1, the prototype's name, becomes {@code cart.item-removed} 1. Nothing else changes. */
@Component
@Order(20261125_02)
final class DroppedIsRemoved extends SingleEventUpcaster {
    private static final SimpleSerializedType BEFORE = new SimpleSerializedType("cart.product-dropped", "1");
    private static final SimpleSerializedType AFTER = new SimpleSerializedType("cart.item-removed", "1");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(BEFORE);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcast(AFTER, JsonNode.class, dropped -> dropped, metaData -> metaData);
    }
}
