package io.eventcart.sharedkernel;

/** A cart right after a command, and its version then. */
public record Changed(CartId cartId, Cart cart, long version) {
    public CartVersion cartVersion() {
        return new CartVersion(cartId, version);
    }
}
