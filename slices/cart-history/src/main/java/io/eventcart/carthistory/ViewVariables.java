package io.eventcart.carthistory;

import static java.util.stream.Collectors.toMap;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import io.eventcart.cartsummary.CartView;
import io.eventcart.cartsummary.CartView.ItemLine;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/** Resolves the variables that {@link ConditionLanguage} declares, each only when a condition uses it. */
record ViewVariables(CartView view) implements CelVariableResolver {
    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(switch (name) {
            case "cartId" -> view.cartId().toString();
            case "status" -> view.status().name();
            case "lines" -> view.lines().stream().map(ViewVariables::line).toList();
            case "itemCount" -> (long) view.itemCount();
            case "total" -> money(view.total());
            case "version" -> view.version();
            case "createdAt" -> view.createdAt();
            case "updatedAt" -> view.updatedAt();
            case "checkedOutAt" -> Objects.requireNonNullElse(view.checkedOutAt(), NullValue.NULL_VALUE);
            case "quantities" -> view.lines().stream()
                    .collect(toMap(line -> line.productId().toString(), line -> (long) line.quantity()));
            default -> null;
        });
    }

    private static Map<String, Object> line(ItemLine line) {
        return Map.of("productId", line.productId().toString(), "name", line.name(), "quantity",
                (long) line.quantity(), "unitPrice", money(line.unitPrice()), "lineTotal", money(line.lineTotal()));
    }

    private static Map<String, Object> money(Money money) {
        return Map.of("amount", Amount.of(money.getAmount()), "currency", money.getCurrencyUnit().getCode());
    }
}
