package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.EncryptedField;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A column that is made from a component of an event.
 *
 * @param path of the value in the event's JSON: the component's name, and for a part of it the part's name
 */
record EventColumn(String name, ColumnType type, List<String> path) {
    /** @return one column; for money two: the amount and the currency */
    static List<EventColumn> of(RecordComponent component) {
        var field = component.getName();
        var name = snakeCase(field);
        if (component.getType() == Money.class) {
            return List.of(new EventColumn(name + "_amount", ColumnType.DECIMAL, List.of(field, "amount")),
                    new EventColumn(name + "_currency", ColumnType.TEXT, List.of(field, "currency")));
        }
        if (component.getType() == EncryptedField.class) {
            return List.of(new EventColumn(name + "_given", ColumnType.IS_GIVEN, List.of(field)));
        }
        return List.of(new EventColumn(name, ColumnType.of(component.getGenericType()), List.of(field)));
    }

    String sql() {
        return "\"" + name + "\" " + type.sql();
    }

    @Nullable
    Object read(JsonNode data) {
        var node = data;
        for (var step : path) {
            node = node.path(step);
        }
        return type.read(node);
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
