package io.eventcart.productcatalogue;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.Page;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.sharedkernel.Catalogue;
import io.eventcart.sharedkernel.Product;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ProductNotFound;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/** The catalogue, from the CSV file that {@code cart.catalogue} names: {@code product_id,name,price,currency}. */
@Component
final class CsvCatalogue implements Catalogue {
    private static final List<String> HEADER = List.of("product_id", "name", "price", "currency");
    private static final int LONGEST_NAME = 200;

    /** The accents of Latin, Greek and Cyrillic letters. In other scripts marks distinguish words. */
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

    private final Map<ProductId, Product> products = new LinkedHashMap<>();
    private final Map<ProductId, String> searched = new HashMap<>();
    private final CurrencyUnit currency;

    /** @throws StartFault naming file, line and fault, if the file can't be read or a line is not a product */
    CsvCatalogue(@Value("${cart.catalogue}") String file, ResourceLoader resources) {
        try (var csv = CsvReader.builder().ofCsvRecord(
                new InputStreamReader(resources.getResource(file).getInputStream(), StandardCharsets.UTF_8))) {
            var lines = csv.iterator();
            if (!lines.hasNext() || !lines.next().getFields().equals(HEADER)) {
                throw fault(file, 1, "the header is not " + String.join(",", HEADER));
            }
            lines.forEachRemaining(line -> add(file, line));
        } catch (IOException e) {
            throw new StartFault("The catalogue " + file + " can't be read: " + e.getMessage(),
                    "Name a file that is there with --cart.catalogue=file:PATH.");
        } catch (CsvParseException e) {
            throw fault(file, products.size() + 2, "not CSV: " + e.getMessage());
        }
        this.currency = products.values().stream().findFirst().map(product -> product.price().getCurrencyUnit())
                .orElseThrow(() -> fault(file, 2, "there is no product"));
    }

    private void add(String file, CsvRecord line) {
        if (line.getFieldCount() != HEADER.size()) {
            throw fault(file, line.getStartingLineNumber(),
                    "it has " + line.getFieldCount() + " fields instead of " + HEADER.size());
        }
        try {
            var product = new Product(new ProductId(line.getField(0)), name(line.getField(1)),
                    price(line.getField(2), line.getField(3)));
            var first = products.values().stream().findFirst().orElse(product);
            if (!first.price().getCurrencyUnit().equals(product.price().getCurrencyUnit())) {
                throw new IllegalArgumentException("a catalogue has one currency, and the first line has "
                        + first.price().getCurrencyUnit());
            }
            if (products.putIfAbsent(product.productId(), product) != null) {
                throw new IllegalArgumentException("product " + product.productId() + " occurs twice");
            }
            searched.put(product.productId(), folded(product.name() + " " + product.productId()));
        } catch (IllegalArgumentException e) {
            throw fault(file, line.getStartingLineNumber(), String.valueOf(e.getMessage()));
        }
    }

    private static String name(String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name must have 1 to " + LONGEST_NAME + " characters");
        }
        return text;
    }

    private static Money price(String amount, String currency) {
        try {
            var price = Money.of(CurrencyUnit.of(currency), new BigDecimal(amount));
            if (price.isNegative()) {
                throw new IllegalArgumentException("the price " + amount + " is negative");
            }
            return price;
        } catch (IllegalCurrencyException e) {
            throw new IllegalArgumentException("the currency '" + currency + "' is not an ISO 4217 code such as EUR",
                    e);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the price '" + amount + "' is not an amount of " + currency + " such as 12.50", e);
        }
    }

    private static StartFault fault(String file, long line, String fault) {
        return new StartFault("The catalogue " + file + ", line " + line + ": " + fault + ".",
                "Fix that line, or name another file with --cart.catalogue=file:PATH.");
    }

    @Override
    public CurrencyUnit currency() {
        return currency;
    }

    @Override
    public Product product(ProductId productId) {
        var product = products.get(productId);
        if (product == null) {
            throw new ProductNotFound(productId);
        }
        return product;
    }

    /**
     * @param words all of which must occur in the name or the id, in any case and order, with or without accents
     * @param after the last product of the previous page; null for the first page
     * @throws InvalidRequest if there is no such product
     */
    Page<Product> search(String words, int limit, @Nullable ProductId after) {
        if (after != null && !products.containsKey(after)) {
            throw InvalidRequest.unknownAfter();
        }
        var wanted = List.of(folded(words).strip().split("\\s+"));
        var found = new ArrayList<Product>();
        var reached = after == null;
        for (var product : products.values()) {
            var text = searched.getOrDefault(product.productId(), "");
            if (reached && found.size() <= limit && wanted.stream().allMatch(text::contains)) {
                found.add(product);
            }
            reached |= product.productId().equals(after);
        }
        return Page.of(found, limit, product -> product.productId().value());
    }

    /** @return the text without differences in case, accents and Unicode form */
    private static String folded(String text) {
        var letters = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        // Upper case first, so that the dotless i and the final sigma are folded too.
        return letters.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
