package io.eventcart.sharedkernel;

/** A cart and its version right after a command. */
public record Changed(CartId cartId, Cart cart, long version) {
    public CartVersion cartVersion() {
        return new CartVersion(cartId, version);
    }
}
