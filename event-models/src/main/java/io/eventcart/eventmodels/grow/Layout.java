package io.eventcart.eventmodels.grow;

import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Formats the models' files: a value that fits goes on one line, so that files and diffs are readable. */
final class Layout {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LINE = 132;

    private Layout() {}

    /** @return the content of the file of one slice */
    static String of(JsonNode slice) {
        var model = JsonNodeFactory.instance.objectNode();
        model.putArray("slices").add(slice);
        return laid(model, "") + "\n";
    }

    private static String laid(JsonNode value, String indent) {
        var line = inline(value);
        if (!value.isContainer() || value.isEmpty() || indent.length() + line.length() <= LINE) {
            return line;
        }
        var deeper = indent + "  ";
        return value.isObject()
                ? "{\n" + members(value, name -> deeper + quoted(name) + ": ", part -> laid(part, deeper), ",\n") + "\n"
                        + indent + "}"
                : "[\n" + value.valueStream().map(part -> deeper + laid(part, deeper))
                        .collect(Collectors.joining(",\n"))
                        + "\n" + indent + "]";
    }

    private static String inline(JsonNode value) {
        if (value.isObject()) {
            return "{" + members(value, name -> quoted(name) + ": ", Layout::inline, ", ") + "}";
        }
        return value.isArray()
                ? value.valueStream().map(Layout::inline).collect(Collectors.joining(", ", "[", "]"))
                : JSON.writeValueAsString(value);
    }

    private static String members(JsonNode object, Function<String, String> name, Function<JsonNode, String> value,
            String separator) {
        return object.properties().stream().map(member -> name.apply(member.getKey()) + value.apply(member.getValue()))
                .collect(Collectors.joining(separator));
    }

    private static String quoted(String name) {
        return JSON.writeValueAsString(name);
    }
}
