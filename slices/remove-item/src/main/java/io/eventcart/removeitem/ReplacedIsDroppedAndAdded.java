package io.eventcart.removeitem;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventMultiUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code cart.item-replaced} 1, with which the prototype stored the exchange of a product for another, is split into a removal and
 * an addition. Both have their revision of that time; later upcasters bring them up to date.
 */
@Component
@Order(20261125_01)
final class ReplacedIsDroppedAndAdded extends EventMultiUpcaster {
    private static final SimpleSerializedType REPLACED = new SimpleSerializedType("cart.item-replaced", "1");
    private static final SimpleSerializedType DROPPED = new SimpleSerializedType("cart.product-dropped", "1");
    private static final SimpleSerializedType ADDED = new SimpleSerializedType("cart.item-added", "1");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(REPLACED);
    }

    @Override
    protected Stream<IntermediateEventRepresentation> doUpcast(IntermediateEventRepresentation event) {
        return Stream.of(part(event, DROPPED, "removed", List.of("productId", "quantity")),
                part(event, ADDED, "added", List.of("productId", "name", "quantity", "price")));
    }

    private static IntermediateEventRepresentation part(IntermediateEventRepresentation event, SerializedType type,
            String of, List<String> fields) {
        return event.upcast(type, JsonNode.class, replaced -> part(replaced, of, fields), metaData -> metaData);
    }

    private static ObjectNode part(JsonNode replaced, String of, List<String> fields) {
        var part = JsonNodeFactory.instance.objectNode();
        part.set("cartId", replaced.required("cartId"));
        fields.forEach(field -> part.set(field, replaced.required(of).required(field)));
        return part;
    }
}
