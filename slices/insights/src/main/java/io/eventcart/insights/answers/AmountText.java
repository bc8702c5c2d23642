package io.eventcart.insights.answers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;

/** Amounts as JSON has them: a text with the decimals of the currency, such as {@code "12.50"}. */
final class AmountText {
    private AmountText() {}

    /** @param currency an ISO 4217 code; the prices of a cart have no more decimals than it, so nothing is lost */
    static String of(String currency, BigDecimal amount) {
        return amount.setScale(CurrencyUnit.of(currency).getDecimalPlaces(), RoundingMode.HALF_EVEN).toPlainString();
    }
}
