package io.eventcart.insights.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The sizes that a call asks for. They have to be literals, so that they are known before anything runs. */
final class LiteralSizes {
    private static final Set<String> LENGTHS = Set.of("lpad", "rpad", "list_resize", "array_resize", "bitstring");
    private static final Set<String> REPLACEMENTS = Set.of("replace", "regexp_replace");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** What is repeated may be long if it is no literal. */
    private static final int OF_UNKNOWN_LENGTH = 10;
    private static final int MOST = 1_000_000;

    private final SqlTree tree;

    LiteralSizes(SqlTree tree) {
        this.tree = tree;
    }

    /** @return how many times as large the result can be as the arguments; 1 for most functions */
    long factor(String name, JsonNode call) {
        var children = call.path("children");
        return switch (name) {
            case "repeat" -> {
                needPlainCall(name, call);
                yield size(name, children.path(1))
                        * (isLiteral(children.path(0))
                                ? Math.max(1, text(children.path(0)).length())
                                : OF_UNKNOWN_LENGTH);
            }
            case "range", "generate_series" -> count(name, call);
            case "format", "printf" -> {
                needPlainCall(name, call);
                yield format(name, children.path(0));
            }
            case String other when LENGTHS.contains(other) -> {
                needPlainCall(name, call);
                yield size(name, children.path(1));
            }
            case String other when REPLACEMENTS.contains(other) -> {
                needPlainCall(name, call);
                if (!isLiteral(children.path(2))) {
                    throw tree.refuse(call, "The replacement of " + name + " has to be a literal.");
                }
                yield Math.max(1, text(children.path(2)).length());
            }
            default -> 1;
        };
    }

    /** @return the column in {@code column.repeat(3)}, which the parser takes for a schema; empty in other calls */
    static String receiver(JsonNode call) {
        var schema = call.path("schema").asString("");
        return schema.equals("main") && call.path("catalog").asString("").isEmpty()
                ? ""
                : schema.toLowerCase(Locale.ROOT);
    }

    private void needPlainCall(String name, JsonNode call) {
        if (!receiver(call).isEmpty()) {
            throw tree.refuse(call, "Write " + name + "(…, …) with all of its arguments in brackets.");
        }
    }

    private long size(String name, JsonNode size) {
        if (!isInteger(size)) {
            throw tree.refuse(size, "The size for " + name + " has to be a literal number.");
        }
        return Math.clamp(size.path("value").path("value").asLong(), 1, MOST);
    }

    private long count(String name, JsonNode call) {
        needPlainCall(name, call);
        var children = call.path("children");
        for (var child : children) {
            if (!isInteger(child)) {
                throw tree.refuse(call,
                        "The bounds of " + name + " have to be literal numbers here. After FROM, any are allowed: FROM "
                                + name + "(…).");
            }
        }
        var first = children.size() < 2 ? 0 : children.path(0).path("value").path("value").asLong();
        var last = children.path(children.size() < 2 ? 0 : 1).path("value").path("value").asLong();
        var step = children.size() < 3
                ? 1
                : Math.max(1, Math.abs(children.path(2).path("value").path("value").asLong()));
        return Math.clamp((long) Math.abs((double) last - first) / step + 1, 1, MOST);
    }

    private long format(String name, JsonNode format) {
        if (!isLiteral(format)) {
            throw tree.refuse(format, "The pattern of " + name + " has to be a literal.");
        }
        var pattern = text(format);
        if (pattern.contains("*") || pattern.replaceAll("\\{[^{}]*}", "").contains("{")) {
            throw tree.refuse(format, "The pattern of " + name + " may not take a width from an argument.");
        }
        var width = NUMBER.matcher(pattern).results().map(number -> number.group())
                .mapToLong(digits -> digits.length() > 6 ? MOST : Long.parseLong(digits)).max().orElse(1);
        return Math.max(1, width) * Math.max(1, pattern.chars().filter(c -> c == '{' || c == '%').count());
    }

    static boolean isLiteral(JsonNode node) {
        return node.path("class").asString("").equals("CONSTANT");
    }

    private static boolean isInteger(JsonNode node) {
        return isLiteral(node) && node.path("value").path("value").isIntegralNumber()
                && !node.path("value").path("type").path("id").asString("").equals("DECIMAL");
    }

    private static String text(JsonNode literal) {
        return literal.path("value").path("value").asString("");
    }
}
