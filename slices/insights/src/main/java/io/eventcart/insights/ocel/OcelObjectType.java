package io.eventcart.insights.ocel;

import java.util.List;
import java.util.Locale;

/** The types of objects. An event is related to such an object if its table has the column, whatever its type. */
enum OcelObjectType {
    CART, SHOPPER, PRODUCT;

    static OcelObjectType named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the column of an event's table that names such an object */
    String column() {
        return text() + "_id";
    }

    /** @return an id that no object of another type has */
    String idOf(String key) {
        return text() + ":" + key;
    }

    List<OcelAttribute> attributes() {
        return switch (this) {
            case CART -> List.of(new OcelAttribute("currency", OcelValueType.STRING),
                    new OcelAttribute("status", OcelValueType.STRING));
            case SHOPPER -> List.of();
            case PRODUCT -> List.of(new OcelAttribute("name", OcelValueType.STRING),
                    new OcelAttribute("price", OcelValueType.FLOAT),
                    new OcelAttribute("currency", OcelValueType.STRING));
        };
    }

    OcelAttribute attribute(String name) {
        return attributes().stream().filter(attribute -> attribute.name().equals(name)).findFirst().orElseThrow();
    }

    OcelType type() {
        return new OcelType(text(), attributes());
    }
}
