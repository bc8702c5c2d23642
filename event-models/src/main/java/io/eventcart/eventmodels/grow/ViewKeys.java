package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a view is asked for.
 *
 * @param asked the fields whose values the question names: those in the path, and the shopper who asks
 * @param left the ids that then still tell rows apart
 */
record ViewKeys(List<Field> asked, List<Field> left) {
    static ViewKeys of(Element view) {
        var inPath = Endpoint.of(view).map(Endpoint::variables).orElse(List.of());
        var ids = view.fields().stream().filter(Field::idAttribute).toList();
        var asked = Stream.concat(
                inPath.stream().flatMap(name -> view.field(name).stream()),
                view.field("shopperId").stream().filter(field -> !inPath.contains(field.name()))).toList();
        return new ViewKeys(asked, ids.stream().filter(id -> !asked.contains(id)).toList());
    }

    /** @return whether the question names a cart, and nothing that tells whose it is */
    boolean needOwner() {
        return asks("cartId") && !asks("shopperId");
    }

    boolean asks(String name) {
        return asked.stream().anyMatch(field -> field.name().equals(name));
    }
}
