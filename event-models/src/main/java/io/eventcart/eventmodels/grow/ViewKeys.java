package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parameters of a view's query.
 *
 * @param asked the fields that are parameters: those in the path, and the shopper if a shopper asks
 * @param left the remaining ids, which distinguish rows of one answer
 */
record ViewKeys(List<Field> asked, List<Field> left) {
    /** @param isOperators whether the operator asks, about the carts of all shoppers */
    static ViewKeys of(Element view, boolean isOperators) {
        var inPath = ApiEndpoint.of(view).map(ApiEndpoint::variables).orElse(List.of());
        var ids = view.fields().stream().filter(Field::idAttribute).toList();
        var asked = Stream.concat(
                inPath.stream().flatMap(name -> view.field(name).stream()),
                view.field("shopperId").stream()
                        .filter(field -> !isOperators && !inPath.contains(field.name())))
                .toList();
        return new ViewKeys(asked, ids.stream().filter(id -> !asked.contains(id)).toList());
    }

    /** @return whether there is a cart id but no shopper id, so that the endpoint must check the owner */
    boolean needOwner() {
        return asks("cartId") && !asks("shopperId");
    }

    boolean asks(String name) {
        return asked.stream().anyMatch(field -> field.name().equals(name));
    }
}
