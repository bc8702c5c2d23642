package io.eventcart.additem;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code cart.item-added} 1 to 2: the bare number {@code price} becomes {@code unitPrice}, which has a currency.
 *
 * <p>The prototype sold in euros only, so the currency is EUR, whatever the shop sells in today. It computed in floating point:
 * 12.299999999999999 means 12.30.
 */
@Component
@Order(20261125_03)
final class PriceHasCurrency extends SingleEventUpcaster {
    private static final SimpleSerializedType BEFORE = new SimpleSerializedType("cart.item-added", "1");
    private static final SimpleSerializedType AFTER = new SimpleSerializedType("cart.item-added", "2");
    private static final String CURRENCY = "EUR";
    private static final int CENTS = 2;

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(BEFORE);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcast(AFTER, JsonNode.class, PriceHasCurrency::withCurrency, metaData -> metaData);
    }

    private static JsonNode withCurrency(JsonNode before) {
        var event = (ObjectNode) before.deepCopy();
        var price = new BigDecimal(event.required("price").asString()).setScale(CENTS, RoundingMode.HALF_UP);
        event.remove("price");
        event.putObject("unitPrice").put("amount", price.toPlainString()).put("currency", CURRENCY);
        return event;
    }
}
