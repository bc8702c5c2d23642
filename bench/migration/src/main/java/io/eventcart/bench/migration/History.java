package io.eventcart.bench.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A long history as export writes it: carts that are opened, filled and bought, each line the size of a real one. */
final class History {
    private static final int EVENTS_OF_A_CART = 10;
    private static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int HASH_LETTERS = 64;

    private History() {}

    static void write(Path file, long events) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (var n = 0L; n < events; n++) {
                out.write(line(n));
                out.write('\n');
            }
        }
    }

    private static String line(long n) {
        var cart = id("cart", n / EVENTS_OF_A_CART);
        var shopper = id("shopper", n / EVENTS_OF_A_CART / 2);
        var isFirst = n % EVENTS_OF_A_CART == 0;
        var data = isFirst
                ? "{\"cartId\":\"%s\",\"shopperId\":\"%s\",\"currency\":\"EUR\"}".formatted(cart, shopper)
                : ("{\"cartId\":\"%s\",\"productId\":\"product-%d\",\"name\":\"Product number %d\",\"quantity\":%d,"
                        + "\"unitPrice\":{\"amount\":\"%d.50\",\"currency\":\"EUR\"}}").formatted(cart, n % 97, n % 97,
                                1 + n % 3, 1 + n % 40);
        var metaData = "{\\\"actor\\\":\\\"shopper:%s\\\",\\\"command\\\":\\\"%s\\\",\\\"correlationId\\\":\\\"%s\\\","
                .formatted(shopper, isFirst ? "CreateCart" : "AddItem", id("request", n))
                + "\\\"causationId\\\":\\\"%s\\\",\\\"requestId\\\":\\\"%s\\\",\\\"appVersion\\\":\\\"0.1.0\\\",\\\"hash\\\":\\\"%s\\\"}"
                        .formatted(id("command", n), id("request", n), hash(n));
        return ("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/eventcart\",\"type\":\"%s\","
                + "\"datacontenttype\":\"application/json\",\"subject\":\"%s\",\"time\":\"%s\",\"metadata\":\"%s\","
                + "\"position\":\"%d\",\"revision\":\"%d\",\"sequence\":\"%d\",\"streamtype\":\"cart\",\"data\":%s}")
                .formatted(id("event", n), isFirst ? "cart.cart-created" : "cart.item-added", cart,
                        Instant.ofEpochMilli(BEGIN + n), metaData, n + 1, isFirst ? 1 : 2, n % EVENTS_OF_A_CART, data);
    }

    private static UUID id(String of, long n) {
        return UUID.nameUUIDFromBytes((of + n).getBytes(StandardCharsets.US_ASCII));
    }

    /** None that holds: a move copies it as it is. */
    private static String hash(long n) {
        var hex = Long.toHexString(n * 0x9E3779B97F4A7C15L);
        return hex.repeat(1 + HASH_LETTERS / hex.length()).substring(0, HASH_LETTERS).toLowerCase(Locale.ROOT);
    }
}
