package com.example;

import io.eventcart.platform.migration.EventTransform;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes a history of what the prototype has stored that needs no upcaster any more. */
public final class PrototypeTidied implements EventTransform {
    private final JsonMapper json = new JsonMapper();

    @Override
    public List<StoredEvent> transform(StoredEvent event) {
        if (!event.revision().equals("1")) {
            return List.of(event);
        }
        return switch (event.type()) {
            case "cart.cart-viewed" -> List.of(); // drop
            case "cart.product-dropped" -> List.of(as("cart.item-removed", "1", event, fields(event))); // rename
            case "cart.item-added" -> List.of(as("cart.item-added", "2", event, withCurrency(fields(event)))); // mend
            case "cart.item-replaced" -> List.of( // split
                    as("cart.item-removed", "1", event, part(event, "removed")),
                    as("cart.item-added", "2", event, withCurrency(part(event, "added"))));
            default -> List.of(event);
        };
    }

    private ObjectNode fields(StoredEvent event) {
        return (ObjectNode) json.readTree(event.payload());
    }

    private ObjectNode part(StoredEvent event, String name) {
        var fields = fields(event);
        return ((ObjectNode) fields.path(name)).set("cartId", fields.path("cartId"));
    }

    private ObjectNode withCurrency(ObjectNode fields) {
        JsonNode price = fields.remove("price");
        fields.putObject("unitPrice").put("amount", price.decimalValue().setScale(2).toPlainString()).put("currency",
                "EUR");
        return fields;
    }

    private StoredEvent as(String type, String revision, StoredEvent event, ObjectNode fields) {
        return EventTransform.changed(event, type, revision, json.writeValueAsBytes(fields));
    }
}
