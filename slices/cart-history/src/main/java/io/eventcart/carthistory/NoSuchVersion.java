package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.CartId;
import java.time.Instant;
import java.util.Map;

/** The cart did not exist at that time, or does not have that version. */
@SuppressWarnings("serial")
final class NoSuchVersion extends Rejection {
    private NoSuchVersion(String message, Map<String, Object> facts) {
        super("no-such-version", Nature.NOT_FOUND, message, facts);
    }

    /** @param latest the cart's version now */
    static NoSuchVersion of(CartId cartId, long version, long latest) {
        return new NoSuchVersion("Cart " + cartId + " has no version " + version + ": its versions are 1 to " + latest
                + ".", Map.of("version", version, "currentVersion", latest));
    }

    static NoSuchVersion beforeBirth(CartId cartId, Instant at, Instant birth) {
        return new NoSuchVersion("Cart " + cartId + " was not there yet at " + at + ": it was created at " + birth
                + ".", Map.of("createdAt", birth));
    }
}
