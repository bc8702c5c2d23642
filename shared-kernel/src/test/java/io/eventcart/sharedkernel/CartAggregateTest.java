package io.eventcart.sharedkernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

final class CartAggregateTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final Money PRICE = Money.parse("EUR 0.50");

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private record Opened(CartId cartId) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            return cart.opened(ANNA, CurrencyUnit.EUR);
        }
    }

    private record Filled(CartId cartId) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            return cart.plus(APPLE, "Apple", 1, PRICE);
        }
    }

    @Test
    void any_cart_event_is_folded_by_its_own_evolve() {
        var aggregate = new CartAggregate();

        aggregate.on(new Opened(CART), 0, NOON, "op-0");
        aggregate.on(new Filled(CART), 1, NOON, "op-1");

        assertThat(aggregate.cart()).isEqualTo(
                Cart.NONE.opened(ANNA, CurrencyUnit.EUR).plus(APPLE, "Apple", 1, PRICE));
    }

    @Test
    void a_snapshot_that_is_read_back_folds_the_events_after_it() {
        var json = JsonMapper.builder()
                .addModule(new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        var aggregate = new CartAggregate();
        aggregate.on(new Opened(CART), 0, NOON, "op-0");
        aggregate.on(new Filled(CART), 1, NOON, "op-1");

        var text = json.writeValueAsString(aggregate);
        var restored = json.readValue(text, CartAggregate.class);
        restored.on(new Filled(CART), 2, NOON, "op-2");

        assertThat(restored.operations().mayContain("op-1", NOON)).isTrue();
        assertThat(restored.operations().mayContain("op-9", NOON)).isFalse();
        assertThat(json.readTree(text).path("cartId").asString()).isEqualTo(CART.toString());
        assertThat(restored.cart()).isEqualTo(
                Cart.NONE.opened(ANNA, CurrencyUnit.EUR).plus(APPLE, "Apple", 2, PRICE));
    }
}
