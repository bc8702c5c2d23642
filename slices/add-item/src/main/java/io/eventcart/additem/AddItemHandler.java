package io.eventcart.additem;

import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartAlreadyCheckedOut;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Carts;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;

@Component
final class AddItemHandler {
    static final int MOST_PRODUCTS = 100;
    static final int MOST_PIECES = 999;

    private final Carts carts;

    AddItemHandler(Carts carts) {
        this.carts = carts;
    }

    @CommandHandler
    CartVersion handle(AddItem command, Guard guard) {
        return carts.change(command, guard, cart -> decide(cart, command)).cartVersion();
    }

    static List<CartEvent> decide(Cart cart, AddItem command) {
        if (cart.isCheckedOut()) {
            throw new CartAlreadyCheckedOut(command.cartId());
        }
        if (cart.line(command.productId()).isEmpty() && cart.lines().size() == MOST_PRODUCTS) {
            throw CartFull.ofProducts();
        }
        if (cart.quantityOf(command.productId()) + command.quantity() > MOST_PIECES) {
            throw CartFull.ofPieces(cart.quantityOf(command.productId()));
        }
        if (!command.unitPrice().getCurrencyUnit().equals(cart.currency())) {
            throw new CurrencyChanged(String.valueOf(cart.currency()), command.unitPrice().getCurrencyUnit());
        }
        return List.of(new ItemAdded(command.cartId(), command.productId(), command.name(), command.quantity(),
                command.unitPrice()));
    }

    /** The cart is full: too many different products, or too many pieces of one. */
    @SuppressWarnings("serial")
    static final class CartFull extends Rejection {
        private CartFull(String message, Map<String, Object> facts) {
            super("cart-full", Nature.CONFLICT, message, facts);
        }

        static CartFull ofProducts() {
            return new CartFull("The cart holds " + MOST_PRODUCTS + " different products, which is the most it takes.",
                    Map.of("mostProducts", MOST_PRODUCTS));
        }

        static CartFull ofPieces(int inCart) {
            return new CartFull(
                    "The cart holds " + inCart + " of this product and takes " + MOST_PIECES + " of one at the most.",
                    Map.of("inCart", inCart, "mostOfOne", MOST_PIECES));
        }
    }

    /** All prices in a cart have the currency that it was created with. */
    @SuppressWarnings("serial")
    static final class CurrencyChanged extends Rejection {
        CurrencyChanged(String cart, CurrencyUnit product) {
            super("currency-changed", Nature.CONFLICT, "The cart is in " + cart + ", the product in " + product + ".",
                    Map.of("cartCurrency", cart, "productCurrency", product.getCode()));
        }
    }
}
