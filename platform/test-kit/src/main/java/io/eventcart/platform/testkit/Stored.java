package io.eventcart.platform.testkit;

import java.nio.charset.StandardCharsets;

/**
 * An event as it stands in the store.
 *
 * @param type such as {@code cart.item-added}
 * @param payload JSON
 */
public record Stored(String type, String revision, String payload) {
    byte[] bytes() {
        return payload.getBytes(StandardCharsets.UTF_8);
    }
}
