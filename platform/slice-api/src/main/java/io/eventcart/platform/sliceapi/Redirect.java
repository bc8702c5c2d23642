package io.eventcart.platform.sliceapi;

import org.jspecify.annotations.Nullable;

/**
 * Leads the browser to another page after a form, so that a reload sends nothing again. A {@link PageController} returns it.
 *
 * @param to a path of this site
 * @param notice what that page says once; null for nothing
 */
public record Redirect(String to, @Nullable Notice notice) {
    public static Redirect to(String path) {
        return new Redirect(path, null);
    }

    public static Redirect to(String path, Notice notice) {
        return new Redirect(path, notice);
    }
}
