package io.eventcart.platform.testkit;

import java.nio.charset.StandardCharsets;

/**
 * An event in its stored form.
 *
 * @param type such as {@code cart.item-added}
 * @param payload JSON
 */
public record Stored(String type, String revision, String payload) {
    byte[] bytes() {
        return payload.getBytes(StandardCharsets.UTF_8);
    }
}
