package io.eventcart.removeitem;

import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartAlreadyCheckedOut;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Carts;
import io.eventcart.sharedkernel.ProductId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

@Component
final class RemoveItemHandler {
    private final Carts carts;

    RemoveItemHandler(Carts carts) {
        this.carts = carts;
    }

    @CommandHandler
    CartVersion handle(RemoveItem command, Guard guard) {
        return carts.change(command, guard, cart -> decide(cart, command)).cartVersion();
    }

    static List<CartEvent> decide(Cart cart, RemoveItem command) {
        if (cart.isCheckedOut()) {
            throw new CartAlreadyCheckedOut(command.cartId());
        }
        var inCart = cart.quantityOf(command.productId());
        var quantity = Objects.requireNonNullElse(command.quantity(), inCart);
        if (inCart == 0 || quantity > inCart) {
            throw new ItemNotInCart(command.productId(), inCart);
        }
        return List.of(new ItemRemoved(command.cartId(), command.productId(), quantity));
    }

    /** The cart holds fewer pieces of the product than the command removes. */
    @SuppressWarnings("serial")
    static final class ItemNotInCart extends Rejection {
        ItemNotInCart(ProductId productId, int inCart) {
            super("item-not-in-cart", Nature.CONFLICT, "The cart holds " + inCart + " of " + productId + ".",
                    Map.of("productId", productId.toString(), "inCart", inCart));
        }
    }
}
