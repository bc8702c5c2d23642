package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A history, chained as the app chains it, at positions from 1 and with gaps. */
final class SomeEvents {
    private static final Instant MORNING = Instant.parse("2026-11-25T06:00:00.123Z");

    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<String, StoredEvent> ends = new HashMap<>();
    private long position;

    /** @param fields behind the cart's id, with ' for " */
    SomeEvents and(String cart, String type, String revision, String fields) {
        return and(cart, type, revision, "{'cartId':'%s'%s}".formatted(id(cart), fields).replace('\'', '"'), Map.of());
    }

    SomeEvents and(String cart, String type, String revision, String payload, Map<String, Object> more) {
        var before = ends.get(cart);
        var metaData = new LinkedHashMap<String, Object>(Map.of(MetaDataKeys.ACTOR, "shopper:" + id("anna")));
        metaData.putAll(more);
        position += 1 + events.size() % 3;
        var event = new StoredEvent(position, "cart", id(cart).toString(), before == null
                ? 0
                : before.sequenceNumber() + 1,
                UUID.nameUUIDFromBytes(new byte[]{(byte) events.size(),
                        (byte) (events.size() >> 8)}).toString(),
                MORNING.plusMillis(events.size()), type, revision, payload.getBytes(StandardCharsets.UTF_8), metaData);
        metaData.put(MetaDataKeys.HASH, event.hashAfter(before == null ? "" : String.valueOf(before.hash())));
        ends.put(cart, event);
        events.add(event);
        return this;
    }

    SomeEvents gap() {
        position += 5;
        return this;
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    List<StoredEvent> list() {
        return List.copyOf(events);
    }

    /** Of two carts of the prototype: old revisions, a type that is split, one that is renamed, one that is dropped. */
    static SomeEvents ofThePrototype() {
        return new SomeEvents().and("a", "cart.cart-created", "1", ",'shopperId':'" + id("anna") + "','channel':'web'")
                .and("a", "cart.item-added", "1", ",'productId':'apple','name':'Apple','quantity':2,'price':0.5")
                .and("b", "cart.cart-created", "1", ",'shopperId':'" + id("anna") + "'")
                .and("a", "cart.cart-viewed", "1", ",'by':'" + id("anna") + "'")
                .and("a", "cart.item-replaced", "1", ",'removed':{'productId':'apple','quantity':1},"
                        + "'added':{'productId':'pear','name':'Pear','quantity':1,'price':0.75}")
                .and("b", "cart.item-added", "1", ",'productId':'apple','name':'Apple','quantity':1,'price':0.5")
                .and("a", "cart.product-dropped", "1", ",'productId':'apple','quantity':1");
    }

    /** @return so many, in carts of ten */
    static SomeEvents many(int count) {
        var events = new SomeEvents();
        for (var n = 0; n < count; n++) {
            var cart = "cart " + n / 10;
            if (n % 10 == 0) {
                events.and(cart, "cart.cart-created", "1", ",'shopperId':'" + id("anna") + "','currency':'EUR'");
            } else {
                events.and(cart, "cart.item-added", "2", ",'productId':'apple','name':'Apple','quantity':" + n
                        + ",'unitPrice':{'amount':'0.50','currency':'EUR'}");
            }
        }
        return events;
    }
}
