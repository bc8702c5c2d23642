package io.eventcart.createcart;

import io.eventcart.createcart.CreateCartHandler.CartAlreadyExists;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Catalogue;
import io.eventcart.sharedkernel.CurrentCart;
import io.eventcart.sharedkernel.ShopperId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The open cart of a shopper's pages.
 *
 * <p>The ids of carts that pages create follow from the shopper's id and a number. So two tabs that create a cart at once create
 * the same one, and a cart is found at once even if the view of the shopper's carts is behind.
 */
@Component
final class CurrentCarts implements CurrentCart {
    /** Older carts than these are not looked at: the list of carts shows them. */
    private static final int MOST = 10;

    private final ShopperCarts carts;
    private final CartHistory history;
    private final Commands commands;
    private final Catalogue catalogue;

    CurrentCarts(ShopperCarts carts, CartHistory history, Commands commands, Catalogue catalogue) {
        this.carts = carts;
        this.history = history;
        this.commands = commands;
        this.catalogue = catalogue;
    }

    @Override
    public Optional<CartId> of(ShopperId shopper) {
        var known = carts.of(shopper);
        var next = next(shopper, known.size());
        return isOpen(next)
                ? Optional.of(next)
                : known.reversed().stream().limit(MOST).filter(this::isOpen).findFirst();
    }

    @Override
    public CartId openFor(ShopperId shopper) {
        return of(shopper).orElseGet(() -> create(shopper));
    }

    private CartId create(ShopperId shopper) {
        var cartId = next(shopper, carts.of(shopper).size());
        try {
            commands.send(new CreateCart(cartId, shopper, catalogue.currency()));
        } catch (CartAlreadyExists e) {
            // Another page of this shopper created it at the same time.
        }
        return cartId;
    }

    /** The first cart of this numbering that the view does not know and that is not checked out. */
    private CartId next(ShopperId shopper, int known) {
        var number = known;
        var cartId = numbered(shopper, number);
        while (state(cartId).isCheckedOut()) {
            cartId = numbered(shopper, ++number);
        }
        return cartId;
    }

    private static CartId numbered(ShopperId shopper, int number) {
        return new CartId(
                UUID.nameUUIDFromBytes(("cart " + number + " of " + shopper).getBytes(StandardCharsets.UTF_8)));
    }

    private boolean isOpen(CartId cartId) {
        return state(cartId).status() == Cart.Status.OPEN;
    }

    private Cart state(CartId cartId) {
        return history.of(cartId).reduce(Cart.NONE, (cart, recorded) -> recorded.event().evolve(cart),
                (first, second) -> second);
    }
}
