package io.eventcart.sharedkernel;

/**
 * A cart's version after a command.
 *
 * @param version number of the cart's events, 1 after its creation
 */
public record CartVersion(CartId cartId, long version) {
    /** @return the version as an HTTP entity tag, quotes included */
    public String eTag() {
        return eTag(version);
    }

    public static String eTag(long version) {
        return "\"" + version + "\"";
    }
}
