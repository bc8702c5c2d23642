package io.eventcart.bench.crudcart;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** What the shop sells. The client never names a price. */
@Component
public final class CrudCatalogue {
    private final Map<String, Product> products;
    private final CurrencyUnit currency;

    /** A product as the shop sells it at this moment. */
    record Product(String productId, String name, Money price) {}

    CrudCatalogue(CartProperties properties) throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(properties.catalogue())) {
            this.products = csv.stream()
                    .map(line -> new Product(line.getField("product_id"), line.getField("name"),
                            Money.of(CurrencyUnit.of(line.getField("currency")),
                                    new BigDecimal(line.getField("price")))))
                    .collect(Collectors.toUnmodifiableMap(Product::productId, product -> product));
        }
        this.currency = products.values().stream().findAny().orElseThrow().price().getCurrencyUnit();
    }

    CurrencyUnit currency() {
        return currency;
    }

    /** @throws Refusal if the shop has no such product */
    Product product(String productId) {
        var product = products.get(productId);
        if (product == null) {
            throw Refusal.notFound("product-not-found", "The catalogue has no product " + productId + ".");
        }
        return product;
    }
}
