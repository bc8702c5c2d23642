package io.eventcart.importclickstream;

import static io.eventcart.importclickstream.MalformedLine.quoted;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.eventcart.sharedkernel.ProductId;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads {@code event_time,event_type,product_id,price,user_id,user_session}, one line at a time. */
final class ClickFormat {
    static final List<String> FIELDS = List.of("event_time", "event_type", "product_id", "price", "user_id",
            "user_session");

    /** In characters, far more than a real line has. It bounds the memory that another kind of file can use. */
    static final int LONGEST_LINE = 1000;

    private static final int LONGEST_NAME = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?");

    /** Each line by itself: a quote that is opened and never closed must not swallow the lines after it. */
    private final CsvReaderBuilder csv = CsvReader.builder().allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    private final CurrencyUnit currency;

    /** @param currency of all prices */
    ClickFormat(CurrencyUnit currency) {
        this.currency = currency;
    }

    Click parse(String line) throws MalformedLine {
        var fields = fields(line);
        if (fields.size() != FIELDS.size()) {
            throw new MalformedLine("it has " + fields.size() + (fields.size() == 1 ? " field" : " fields")
                    + " instead of " + FIELDS.size());
        }
        return new Click(time(fields.get(0)), action(fields.get(1)), productId(fields.get(2)), price(fields.get(3)),
                name("user_id", fields.get(4)), name("user_session", fields.get(5)));
    }

    private List<String> fields(String line) throws MalformedLine {
        if (line.isEmpty()) {
            throw new MalformedLine("it is empty");
        }
        if (line.length() > LONGEST_LINE) {
            throw new MalformedLine("it has more than " + LONGEST_LINE + " characters");
        }
        try {
            return csv.ofSingleCsvRecord(line).getFields();
        } catch (CsvParseException e) {
            throw new MalformedLine("it is not CSV: a quote is not where it belongs");
        }
    }

    private static Instant time(String text) throws MalformedLine {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new MalformedLine(
                    "the event_time " + quoted(text) + " is not a time such as 2022-10-01 00:00:00 UTC");
        }
    }

    private static Click.Action action(String text) throws MalformedLine {
        return switch (text) {
            case "view" -> Click.Action.VIEW;
            case "cart" -> Click.Action.CART;
            case "remove_from_cart" -> Click.Action.REMOVE_FROM_CART;
            case "purchase" -> Click.Action.PURCHASE;
            default -> throw new MalformedLine(
                    "the event_type " + quoted(text) + " is none of view, cart, remove_from_cart and purchase");
        };
    }

    private static ProductId productId(String text) throws MalformedLine {
        try {
            return new ProductId(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedLine("the product_id " + quoted(text) + " " + e.getMessage());
        }
    }

    private Money price(String text) throws MalformedLine {
        if (!DECIMAL.matcher(text).matches()) {
            throw new MalformedLine("the price " + quoted(text) + " is not a decimal amount such as 2.62");
        }
        var amount = new BigDecimal(text);
        if (amount.signum() < 0) {
            throw new MalformedLine("the price " + quoted(text) + " is negative");
        }
        if (amount.scale() > currency.getDecimalPlaces()) {
            throw new MalformedLine(
                    "the price " + quoted(text) + " has more decimals than " + currency + " has, which is "
                            + currency.getDecimalPlaces());
        }
        return Money.of(currency, amount);
    }

    private static String name(String field, String text) throws MalformedLine {
        if (text.isBlank()) {
            throw new MalformedLine("the " + field + " is empty");
        }
        if (text.length() > LONGEST_NAME) {
            throw new MalformedLine("the " + field + " has more than " + LONGEST_NAME + " characters");
        }
        return text;
    }
}
