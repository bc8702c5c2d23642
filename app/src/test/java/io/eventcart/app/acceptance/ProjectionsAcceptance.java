package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.projections.Operator;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Projections are made anew beside the ones that serve; the same for every store. */
interface ProjectionsAcceptance {
    List<String> REBUILDABLE = List.of("add-item", "audit-trail", "cart-summary", "checkout", "create-cart",
            "remove-item");

    URI shop();

    @Test
    @DisplayName("every projection is rebuilt out of the store with equal rows, switched over, and switched back; carts are shown as before")
    default void rebuildsProjections() {
        var operator = Operator.of(shop(), "acceptance");
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, HistoryAcceptance.MUG, 2);
        shopper.remove(cart, HistoryAcceptance.MUG, "?quantity=1");
        shopper.checkOut(cart);
        var shown = shopper.cart(cart, 4).json();
        var receipt = shopper.get("/api/receipts/" + cart).json();
        assertThat(receipt.path("total").isObject()).as(receipt.toString()).isTrue();

        REBUILDABLE.forEach(operator::replay);

        for (var name : REBUILDABLE) {
            var switchedOver = operator.awaitSwitchOver(name);
            assertThat(switchedOver.at("/previous/copy").asInt()).as(switchedOver.toString()).isNotEqualTo(
                    switchedOver.path("copy").asInt());
            assertThat(switchedOver.at("/comparison/equal").asLong()).as(switchedOver.toString()).isPositive();
            assertThat(switchedOver.at("/comparison/onlyInOld").asLong()).as(switchedOver.toString()).isZero();
        }
        assertThat(shopper.cart(cart, 4).json()).isEqualTo(shown);
        assertThat(shopper.get("/api/receipts/" + cart).json()).isEqualTo(receipt);
        var next = shopper.createCart();
        assertThat(shopper.cart(next, 1).status()).as("a command after the switch-over").isEqualTo(200);
        for (var name : REBUILDABLE) {
            var back = operator.ask(name, "rollback");
            assertThat(back.status()).as(back.text()).isEqualTo(200);
            assertThat(operator.ask(name, "discard").json().path("previous").isNull()).isTrue();
        }
        assertThat(shopper.cart(next, 1).status()).as("the same after the switch back").isEqualTo(200);
        assertThat(shopper.cart(cart, 4).json()).isEqualTo(shown);
    }
}
