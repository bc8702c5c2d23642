package io.eventcart.checkout;

import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartAlreadyCheckedOut;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Carts;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

@Component
final class CheckOutHandler {
    private final Carts carts;

    CheckOutHandler(Carts carts) {
        this.carts = carts;
    }

    @CommandHandler
    CheckOut.Order handle(CheckOut command, Guard guard) {
        var changed = carts.change(command, guard, cart -> decide(cart, command));
        return new CheckOut.Order(changed.cartId(), changed.version(), changed.cart().total());
    }

    static List<CartEvent> decide(Cart cart, CheckOut command) {
        if (cart.isCheckedOut()) {
            throw new CartAlreadyCheckedOut(command.cartId());
        }
        if (cart.isEmpty()) {
            throw new CartEmpty(command.cartId());
        }
        return List.of(new CartCheckedOut(command.cartId(), command.shopperId(), cart.lines(), cart.total(),
                command.deliverTo()));
    }

    /** An empty cart can't be bought. */
    @SuppressWarnings("serial")
    static final class CartEmpty extends Rejection {
        CartEmpty(CartId cartId) {
            super("cart-empty", Nature.CONFLICT, "Cart " + cartId + " is empty.", Map.of("cartId", cartId.toString()));
        }
    }
}
