package io.eventcart.createcart;

import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Carts;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

@Component
final class CreateCartHandler {
    private final Carts carts;

    CreateCartHandler(Carts carts) {
        this.carts = carts;
    }

    @CommandHandler
    CartVersion handle(CreateCart command, Guard guard) {
        return carts.create(command, guard, cart -> decide(cart, command)).cartVersion();
    }

    static List<CartEvent> decide(Cart cart, CreateCart command) {
        if (cart.exists()) {
            throw new CartAlreadyExists(command.cartId());
        }
        return List.of(new CartCreated(command.cartId(), command.shopperId(), command.currency()));
    }

    /** A cart is created once. */
    @SuppressWarnings("serial")
    static final class CartAlreadyExists extends Rejection {
        CartAlreadyExists(CartId cartId) {
            super("cart-already-exists", Nature.CONFLICT, "Cart " + cartId + " exists already.",
                    Map.of("cartId", cartId.toString()));
        }
    }
}
