package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes names and sentences in this code base's style. */
final class Names {
    private static final int LINE = 120;
    private static final Set<String> RESERVED_BY_SQL = Set.of("all", "and", "any", "array", "as", "asc", "between",
            "both",
            "by",
            "case", "cast", "check", "column", "constraint", "create", "cross", "current_date", "date", "day",
            "default",
            "desc", "distinct", "do", "else", "end", "except", "exists", "false", "fetch", "for", "foreign", "from",
            "full",
            "grant", "group", "having", "hour", "if", "in", "inner", "intersect", "interval", "into", "is", "join",
            "key",
            "leading", "left", "like", "limit", "minus", "minute", "month", "natural", "not", "null", "offset", "on",
            "or",
            "order", "primary", "references", "right", "row", "rownum", "second", "select", "session_user", "set",
            "some",
            "table", "then", "to", "top", "trailing", "true", "union", "unique", "user", "using", "value", "values",
            "when",
            "where", "window", "with", "year");

    private Names() {}

    /** {@code item-not-in-cart} is {@code ItemNotInCart}. */
    static String pascal(String hyphenated) {
        var name = new StringBuilder();
        for (var word : hyphenated.split("-", -1)) {
            name.append(capital(word));
        }
        return name.toString();
    }

    /** {@code ChangeQuantity} is {@code changeQuantity}. */
    static String decapital(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String capital(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** {@code RemovedItem} is {@code removed_item}. */
    static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    static String column(Field field) {
        return column(snake(field.name()));
    }

    /** @return the name, or a variant if SQL reserves it */
    static String column(String name) {
        return RESERVED_BY_SQL.contains(name) ? name + "_" : name;
    }

    /** {@code RemovedItem} is {@code RemovedItems}, {@code CartSummary} is {@code CartSummaries}. */
    static String plural(String name) {
        if (name.matches(".*[^aeiou]y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name.matches(".*(s|x|ch|sh)") ? name + "es" : name + "s";
    }

    /** A rule is the name of its test: {@code A cart's line changes} is {@code a_carts_line_changes}. */
    static String rule(String title) {
        var name = title.toLowerCase(Locale.ROOT).replaceAll("['’]", "").replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        return name.matches("[a-z].*_.*") ? name : "rule_" + name;
    }

    /** With a capital and a full stop. */
    static String sentence(String text) {
        var stripped = text.strip();
        return capital(stripped) + (stripped.matches("(?s).*[.!?]") ? "" : ".");
    }

    static String description(Element element) {
        return sentence(Optional.ofNullable(element.description()).filter(text -> !text.isBlank())
                .orElse(element.title()));
    }

    /** The arguments of the {@code @Operation} that describes the element's call. */
    static String operation(Element element) {
        return "summary = " + quoted(capital(element.title().strip())) + ", description = "
                + quoted(description(element));
    }

    static String javadoc(Element element) {
        return javadoc(description(element), "");
    }

    static String javadoc(String text, String indent) {
        var words = sentence(text).replace("*/", "* /").split("\\s+");
        var oneLine = indent + "/** " + String.join(" ", words) + " */";
        if (oneLine.length() <= LINE) {
            return oneLine.strip();
        }
        var lines = new ArrayList<>(List.of(new StringBuilder(indent + " *")));
        for (var word : words) {
            if (lines.getLast().length() + 1 + word.length() > LINE) {
                lines.add(new StringBuilder(indent + " *"));
            }
            lines.getLast().append(' ').append(word);
        }
        return "/**\n" + String.join("\n", lines) + "\n" + indent + " */";
    }

    /** @return a Java string literal */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
