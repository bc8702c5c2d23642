package io.eventcart.sharedkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

final class CartTest {
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final ProductId QUINCE = ProductId.of("quince");
    private static final Money CENTS_50 = Money.parse("EUR 0.50");
    private static final Money CENTS_75 = Money.parse("EUR 0.75");
    private static final Cart OPENED = Cart.NONE.opened(ANNA, CurrencyUnit.EUR);

    @Test
    void before_its_first_event_a_cart_does_not_exist() {
        assertThat(Cart.NONE.exists()).isFalse();
        assertThat(Cart.NONE.owner()).isNull();
        assertThat(Cart.NONE.isCheckedOut()).isFalse();
    }

    @Test
    void an_opened_cart_exists_is_its_shoppers_and_empty() {
        assertThat(OPENED.exists()).isTrue();
        assertThat(OPENED.owner()).isEqualTo(ANNA);
        assertThat(OPENED.currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(OPENED.isEmpty()).isTrue();
        assertThat(OPENED.isCheckedOut()).isFalse();
    }

    @Test
    void products_are_in_the_order_in_which_they_were_first_added() {
        var cart = OPENED.plus(PEAR, "Pear", 1, CENTS_75).plus(APPLE, "Apple", 1, CENTS_50)
                .plus(PEAR, "Pear", 1, CENTS_75);

        assertThat(cart.lines()).extracting(Line::productId).containsExactly(PEAR, APPLE);
    }

    @Test
    void more_of_a_product_gives_its_line_the_latest_name_and_price() {
        var cart = OPENED.plus(APPLE, "Apple", 2, CENTS_50).plus(APPLE, "Red apple", 1, CENTS_75);

        assertThat(cart.lines()).containsExactly(new Line(APPLE, "Red apple", 3, CENTS_75));
    }

    @Test
    void the_quantity_of_a_product_is_that_of_its_line_and_0_without_one() {
        var cart = OPENED.plus(APPLE, "Apple", 2, CENTS_50);

        assertThat(cart.quantityOf(APPLE)).isEqualTo(2);
        assertThat(cart.quantityOf(PEAR)).isZero();
        assertThat(cart.line(PEAR)).isEmpty();
    }

    @Test
    void removing_pieces_changes_neither_the_order_nor_the_price_of_the_line() {
        var cart = OPENED.plus(APPLE, "Apple", 2, CENTS_50).plus(PEAR, "Pear", 2, CENTS_75)
                .plus(QUINCE, "Quince", 2, CENTS_50).minus(PEAR, 1);

        assertThat(cart.lines()).containsExactly(new Line(APPLE, "Apple", 2, CENTS_50),
                new Line(PEAR, "Pear", 1, CENTS_75), new Line(QUINCE, "Quince", 2, CENTS_50));
    }

    @Test
    void a_line_without_pieces_is_removed() {
        var cart = OPENED.plus(APPLE, "Apple", 2, CENTS_50).plus(PEAR, "Pear", 2, CENTS_75).minus(APPLE, 2);

        assertThat(cart.lines()).containsExactly(new Line(PEAR, "Pear", 2, CENTS_75));
    }

    @Test
    void a_product_that_is_added_again_after_its_removal_is_last() {
        var cart = OPENED.plus(APPLE, "Apple", 2, CENTS_50).plus(PEAR, "Pear", 2, CENTS_75).minus(APPLE, 2)
                .plus(APPLE, "Apple", 1, CENTS_50);

        assertThat(cart.lines()).extracting(Line::productId).containsExactly(PEAR, APPLE);
    }

    @Test
    void the_total_is_the_sum_of_pieces_times_price() {
        var cart = OPENED.plus(APPLE, "Apple", 3, CENTS_50).plus(PEAR, "Pear", 2, CENTS_75);

        assertThat(cart.total()).isEqualTo(Money.parse("EUR 3.00"));
    }

    @Test
    void the_total_of_the_largest_cart_is_exact() {
        var cart = OPENED;
        for (var n = 1; n <= 100; n++) {
            cart = cart.plus(ProductId.of("product-" + n), "Yacht", 999, Money.parse("EUR 99999999.99"));
        }

        assertThat(cart.total()).isEqualTo(Money.parse("EUR 9989999999001.00"));
    }

    @Test
    void a_currency_without_decimals_has_totals_without_decimals() {
        var cart = Cart.NONE.opened(ANNA, CurrencyUnit.JPY).plus(APPLE, "Apple", 3, Money.parse("JPY 50"));

        assertThat(cart.total()).isEqualTo(Money.parse("JPY 150"));
    }

    @Test
    void the_total_of_an_empty_cart_is_zero_in_its_currency() {
        assertThat(OPENED.total()).isEqualTo(Money.parse("EUR 0.00"));
    }

    @Test
    void a_cart_that_does_not_exist_has_no_total() {
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(Cart.NONE::total);
    }

    @Test
    void a_checked_out_cart_keeps_owner_and_lines() {
        var cart = OPENED.plus(APPLE, "Apple", 2, CENTS_50).checkedOut();

        assertThat(cart.isCheckedOut()).isTrue();
        assertThat(cart.exists()).isTrue();
        assertThat(cart.owner()).isEqualTo(ANNA);
        assertThat(cart.lines()).containsExactly(new Line(APPLE, "Apple", 2, CENTS_50));
    }

    @Test
    void changing_a_cart_does_not_change_its_earlier_states() {
        var before = OPENED.plus(APPLE, "Apple", 2, CENTS_50);

        before.plus(APPLE, "Apple", 1, CENTS_50).minus(APPLE, 3).checkedOut();

        assertThat(before).isEqualTo(OPENED.plus(APPLE, "Apple", 2, CENTS_50));
    }

    @Test
    void the_lines_of_a_cart_cannot_be_changed_from_outside() {
        var lines = new ArrayList<>(List.of(new Line(APPLE, "Apple", 2, CENTS_50)));
        var cart = new Cart(Cart.Status.OPEN, ANNA, CurrencyUnit.EUR, lines);

        lines.clear();

        assertThat(cart.lines()).hasSize(1);
    }

    /** Snapshots and views store this form, so later versions must read it. */
    @Test
    void the_json_of_a_cart_has_its_components_and_nothing_else() {
        var cart = OPENED.plus(APPLE, "Apple", 2, CENTS_50);
        var json = JsonMapper.builder()
                .addModule(new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        var text = json.writeValueAsString(cart);

        assertThat(json.readTree(text)).isEqualTo(json.readTree("""
                {
                  "status": "OPEN",
                  "owner": "a11a0000-0000-4000-8000-000000000001",
                  "currency": "EUR",
                  "lines": [
                    {
                      "productId": "apple",
                      "name": "Apple",
                      "quantity": 2,
                      "unitPrice": {"amount": "0.50", "currency": "EUR"}
                    }
                  ]
                }
                """));
        assertThat(json.readValue(text, Cart.class)).isEqualTo(cart);
    }
}
