package io.eventcart.importclickstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.sharedkernel.ProductId;
import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickFormatTest {
    private final ClickFormat format = new ClickFormat(CurrencyUnit.EUR);

    @Test
    void a_line_is_a_click() throws Exception {
        var click = format.parse("2022-10-01 00:00:07 UTC,cart,5881589,13.48,429681830,49e8d843");

        assertThat(click).isEqualTo(new Click(Instant.parse("2022-10-01T00:00:07Z"), Click.Action.CART,
                new ProductId("5881589"), Money.parse("EUR 13.48"), "429681830", "49e8d843"));
    }

    @ParameterizedTest
    @CsvSource({"view,VIEW", "cart,CART", "remove_from_cart,REMOVE_FROM_CART", "purchase,PURCHASE"})
    void there_are_four_things_to_do(String eventType, Click.Action action) throws Exception {
        assertThat(format.parse("2022-10-01 00:00:07 UTC," + eventType + ",1,2.62,u,s").action()).isEqualTo(action);
    }

    @Test
    void fields_may_be_quoted() throws Exception {
        assertThat(format.parse("\"2022-10-01 00:00:07 UTC\",\"cart\",\"1\",\"2.62\",\"u\",\"a,b\"").session())
                .isEqualTo("a,b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0.00"})
    void a_price_of_zero_is_real(String price) throws Exception {
        assertThat(format.parse("2022-10-01 00:00:07 UTC,cart,1," + price + ",u,s").price())
                .isEqualTo(Money.zero(CurrencyUnit.EUR));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2022-10-01 00:00:07 UTC,cart,1,-0.01,u,s          | the price '-0.01' is negative
            2022-10-01 00:00:07 UTC,cart,1,2.625,u,s          | the price '2.625' has more decimals than EUR has, which is 2
            2022-10-01 00:00:07 UTC,cart,1,,u,s               | the price '' is not a decimal amount such as 2.62
            2022-10-01 00:00:07 UTC,cart,1,cheap,u,s          | the price 'cheap' is not a decimal amount such as 2.62
            2022-10-01 00:00:07 UTC,cart,1,1e9,u,s            | the price '1e9' is not a decimal amount such as 2.62
            2022-10-01 00:00:07 UTC,cart,1,2.62,u             | it has 5 fields instead of 6
            2022-10-01 00:00:07 UTC,cart,1,2.62,u,s,more      | it has 7 fields instead of 6
            2022-10-01 00:00:07 UTC,cart,1,2,62,u,s           | it has 7 fields instead of 6
            2022-10-01 00:00:07 UTC,wish,1,2.62,u,s           | the event_type 'wish' is none of view, cart, remove_from_cart and purchase
            2022-02-30 00:00:07 UTC,cart,1,2.62,u,s           | the event_time '2022-02-30 00:00:07 UTC' is not a time such as 2022-10-01 00:00:00 UTC
            2022-10-01T00:00:07Z,cart,1,2.62,u,s              | the event_time '2022-10-01T00:00:07Z' is not a time such as 2022-10-01 00:00:00 UTC
            2022-10-01 00:00:07 UTC,cart,,2.62,u,s            | the product_id '' is not 1 to 64 letters, digits, '.', '_' and '-'
            2022-10-01 00:00:07 UTC,cart,a b,2.62,u,s         | the product_id 'a b' is not 1 to 64 letters, digits, '.', '_' and '-'
            2022-10-01 00:00:07 UTC,cart,1,2.62,,s            | the user_id is empty
            2022-10-01 00:00:07 UTC,cart,1,2.62,u,            | the user_session is empty
            2022-10-01 00:00:07 UTC,cart,1,2.62,u,"s          | it is not CSV: a quote is not where it belongs
            2022-10-01 00:00:07 UTC,"cart"s,1,2.62,u,s        | it is not CSV: a quote is not where it belongs
            """, quoteCharacter = '`')
    void a_malformed_line_has_its_fault(String line, String fault) {
        assertThatExceptionOfType(MalformedLine.class).isThrownBy(() -> format.parse(line)).withMessage(fault);
    }

    @Test
    void an_empty_line_is_malformed() {
        assertThatExceptionOfType(MalformedLine.class).isThrownBy(() -> format.parse("")).withMessage("it is empty");
    }

    @Test
    void a_currency_without_decimals_takes_none() {
        assertThatExceptionOfType(MalformedLine.class)
                .isThrownBy(() -> new ClickFormat(CurrencyUnit.JPY).parse("2022-10-01 00:00:07 UTC,cart,1,2.62,u,s"))
                .withMessage("the price '2.62' has more decimals than JPY has, which is 0");
    }

    @Test
    void names_and_lines_have_a_longest_length() {
        assertThatExceptionOfType(MalformedLine.class)
                .isThrownBy(() -> format.parse("2022-10-01 00:00:07 UTC,cart,1,2.62,u," + "s".repeat(101)))
                .withMessage("the user_session has more than 100 characters");
        assertThatExceptionOfType(MalformedLine.class).isThrownBy(() -> format.parse("x".repeat(1001)))
                .withMessage("it has more than 1000 characters");
    }

    @Test
    void a_fault_shows_no_control_character_and_only_so_much_of_the_line() {
        assertThatExceptionOfType(MalformedLine.class)
                .isThrownBy(() -> format.parse("\u001b[2J" + "x".repeat(50) + ",cart,1,2.62,u,s"))
                .withMessage(
                        "the event_time '?[2J" + "x".repeat(36) + "…' is not a time such as 2022-10-01 00:00:00 UTC");
    }
}
