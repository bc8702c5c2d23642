package io.eventcart.platform.sliceapi;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page that is open already: it answers a request of the page's script. A {@link PageController} returns it.
 *
 * @param event what other parts of the page are told, such as {@code cart-changed}; they may then ask for themselves anew. Null
 *            for nothing
 */
public record PagePart(Content content, @Nullable String event) {
    public PagePart(Content content) {
        this(content, null);
    }
}
