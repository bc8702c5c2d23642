package io.eventcart.carthistory;

import static io.eventcart.carthistory.Carts.APPLE;
import static io.eventcart.carthistory.Carts.CART;
import static io.eventcart.carthistory.Carts.NOON;
import static io.eventcart.carthistory.Carts.PEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventcart.cartsummary.CartView;
import io.eventcart.cartsummary.CartView.ItemLine;
import io.eventcart.sharedkernel.Cart;
import java.time.Duration;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionTest {
    private static final CartView EMPTY = new CartView(CART, Cart.Status.OPEN, List.of(), 0, Money.parse("EUR 0.00"), 1,
            NOON, NOON, null);
    /** Two apples and a pear: EUR 12.60 + 0.75. */
    private static final CartView BOUGHT = new CartView(CART, Cart.Status.CHECKED_OUT,
            List.of(new ItemLine(APPLE, "Apple", 2, Money.parse("EUR 6.30"), Money.parse("EUR 12.60")),
                    new ItemLine(PEAR, "Pear", 1, Money.parse("EUR 0.75"), Money.parse("EUR 0.75"))),
            3, Money.parse("EUR 13.35"), 4, NOON, NOON.plusSeconds(60), NOON.plusSeconds(60));

    @ParameterizedTest
    @ValueSource(strings = {"total.amount > 13", "total.amount == 13.35", "total.amount >= 13.350",
            "13.34 < total.amount",
            "total.amount != 13", "lines[0].lineTotal.amount == 12.6", "lines[0].unitPrice.amount < total.amount",
            "lines[0].unitPrice.amount == lines[0].unitPrice.amount", "total.amount > -1", "total.currency == 'EUR'",
            "status == \"CHECKED_OUT\"", "status in ['CHECKED_OUT', 'OPEN']", "itemCount >= 3", "itemCount > 2.5",
            "lines.size() == 2", "size(lines) > 1", "lines[1].productId == 'pear'", "'apple' in quantities",
            "quantities['apple'] == 2", "version == 4", "checkedOutAt != null", "checkedOutAt == updatedAt",
            "createdAt < timestamp('2026-11-24T12:00:30Z')", "!(itemCount < 3) && (version > 9 || true)",
            "status == 'OPEN' ? false : true", "cartId == '3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11'"})
    void a_condition_is_about_the_fields_of_the_view(String condition) {
        assertThat(Condition.of(condition).holds(BOUGHT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"total.amount > 13.35", "total.amount < 13.35", "checkedOutAt == null",
            "'plum' in quantities",
            "total.amount == 13", "lines[0].unitPrice.amount == lines[1].unitPrice.amount"})
    void a_condition_that_is_not_so_does_not_hold(String condition) {
        assertThat(Condition.of(condition).holds(BOUGHT)).isFalse();
    }

    @Test
    void amounts_are_compared_as_decimals_not_as_binary_fractions() {
        var thirtyCents = new CartView(CART, Cart.Status.OPEN, List.of(), 0,
                Money.parse("EUR 0.10").plus(Money.parse("EUR 0.20")), 1, NOON, NOON, null);

        assertThat(Condition.of("total.amount == 0.3").holds(thirtyCents)).isTrue();
        assertThat(Condition.of("total.amount > 0.3").holds(thirtyCents)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines[0].quantity > 0", "!(lines[0].quantity > 0)", "quantities['apple'] < 1",
            "checkedOutAt < timestamp('2030-01-01T00:00:00Z')"})
    void a_condition_that_can_not_be_evaluated_does_not_hold(String condition) {
        assertThat(Condition.of(condition).holds(EMPTY)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            totl.amount > 1                   | 1  | no 'totl'
            total.amout > 1                   | 6  | undefined field 'amout'
            status == 'OPEN' && nope          | 21 | no 'nope'
            total.amount >                    | 15 | mismatched input
            total.amount > '100'              | 14 | no matching overload
            itemCount                         | 1  | expected type 'bool'
            total.amount > 1e400              | 16 | too large a number
            itemCount > 99999999999999999999  | 13 | too large a number
            createdAt > timestamp('yesterday')         | 22 | timestamp takes an instant
            createdAt > timestamp('9999-99-99')        | 22 | timestamp takes an instant
            createdAt > timestamp('2026-11-24T12:00Z') | 22 | timestamp takes an instant
            createdAt > timestamp(status)              | 22 | timestamp takes an instant
            !(createdAt > timestamp(7))                | 24 | timestamp takes an instant
            itemCount + 1 > 2                 | 11 | undeclared reference
            """)
    void a_fault_has_its_column(String condition, int column, String fault) {
        var invalid = catchThrowableOfType(InvalidCondition.class, () -> Condition.of(condition));

        assertThat(invalid).hasMessageContaining("column " + column + ":").hasMessageContaining(fault)
                .hasMessageNotContaining("candidates");
        assertThat(invalid.details().facts()).extractingByKey("errors").asString().contains("field=condition", "line=1",
                "column=" + column);
    }

    @Test
    void a_fault_in_several_lines_has_its_line() {
        assertThatThrownBy(() -> Condition.of("itemCount > 1\n  && nope > 1")).isInstanceOf(InvalidCondition.class)
                .hasMessageContaining("line 2, column 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a'.matches('(a+)+$')", "status.getClass() == 1", "T(java.lang.Runtime)",
            "java.lang.Runtime.getRuntime() == 1", "type(status) == string", "int == int", "line == line",
            "line{} == line{}", "money{amount: 1} == total", "{'a': 1}['a'] == 1", "dyn(1) == 1",
            "lines.exists(l, l.quantity > 1)", "lines.all(l, true)", "lines.map(l, l.name) == []",
            "lines.filter(l, true) == lines", "has(total.amount)", "status.startsWith('O')", "string(1) == '1'",
            "b'x' == b'x'", "1u == 1u", "'a' + 'b' == 'ab'", "@it == 1", "#", "", " ", "\"", "lines..size() > 1"})
    void whatever_is_not_of_the_language_is_refused(String condition) {
        assertThatThrownBy(() -> Condition.of(condition)).isInstanceOf(InvalidCondition.class)
                .hasMessageContaining("column ").hasMessageNotContaining("Exception")
                .hasMessageNotContaining("dev.cel");
    }

    @Test
    @Timeout(10)
    void an_enormous_or_deep_condition_is_refused_or_answered_at_once() {
        assertThatThrownBy(() -> Condition.of("true || ".repeat(10_000) + "true")).isInstanceOf(InvalidCondition.class);
        for (var open : List.of("(", "[", "!(", "-(", "size([", "true ? (", "lines[", "{1:", "(true || ")) {
            assertThatThrownBy(() -> Condition.of(open.repeat(990 / open.length()))).as(open)
                    .isInstanceOf(InvalidCondition.class);
        }
        assertThatThrownBy(() -> Condition.of("(".repeat(400) + "true" + ")".repeat(400)))
                .isInstanceOf(InvalidCondition.class);
        assertThatThrownBy(() -> Condition.of("version" + ".x".repeat(490))).isInstanceOf(InvalidCondition.class);
        for (var large : List.of("!".repeat(900) + "true", "true" + " || true".repeat(120),
                "true" + " ? true : true".repeat(65), "lines == lines" + " && lines == lines".repeat(50))) {
            assertThat(timed(large)).as(large).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static Duration timed(String condition) {
        var begin = System.nanoTime();
        try {
            Condition.of(condition).holds(BOUGHT);
        } catch (InvalidCondition refused) {
            // also good
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
