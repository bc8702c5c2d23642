package io.eventcart.sharedkernel;

import java.util.Locale;
import org.joda.money.Money;
import org.joda.money.format.MoneyAmountStyle;
import org.joda.money.format.MoneyFormatter;
import org.joda.money.format.MoneyFormatterBuilder;

/** Money as people read it, such as {@code 1,234.50 EUR}. */
public final class MoneyText {
    private static final MoneyFormatter FORMAT = new MoneyFormatterBuilder()
            .appendAmount(MoneyAmountStyle.ASCII_DECIMAL_POINT_GROUP3_COMMA).appendLiteral(" ").appendCurrencyCode()
            .toFormatter(Locale.ENGLISH);

    private MoneyText() {}

    public static String of(Money money) {
        return FORMAT.print(money);
    }
}
