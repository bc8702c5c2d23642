package io.eventcart.sharedkernel;

/**
 * Where a command has brought a cart.
 *
 * @param version how many events the cart has, 1 after its creation
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
