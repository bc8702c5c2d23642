package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The HTTP route of a command or a view.
 *
 * @param method such as {@code PUT}
 * @param path such as {@code /api/carts/{cartId}/items/{productId}}
 */
record ApiEndpoint(String method, String path) {
    private static final Pattern FORM = Pattern
            .compile("(GET|POST|PUT|PATCH|DELETE) (/api(?:/(?:[\\w.-]+|\\{\\w+}))+)");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** @return empty if the element has none, or one of another form */
    static Optional<ApiEndpoint> of(Element element) {
        return Optional.ofNullable(element.apiEndpoint()).map(FORM::matcher).filter(found -> found.matches())
                .map(found -> new ApiEndpoint(found.group(1), found.group(2)));
    }

    List<String> variables() {
        return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** @return the first part of the name of Spring's annotation: {@code Put} */
    String verb() {
        return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    }

    /** @return whether both match the same calls, whatever the names of their variables */
    boolean isLike(ApiEndpoint other) {
        return method.equals(other.method)
                && path.replaceAll("\\{\\w+}", "{}").equals(other.path.replaceAll("\\{\\w+}", "{}"));
    }
}
