package io.eventcart.eventmodels.grow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The differences between two versions of a slice's model: new ({@code +}), changed ({@code ~}) and removed ({@code -}). */
final class FileDifference {
    /** Lists with named members, and the property with the name. */
    private static final Map<String, String> NAMED_BY = Map.of("screens", "id", "processors", "id", "commands", "id",
            "readmodels", "id", "events", "id", "tables", "id", "specifications", "id", "fields", "name");

    private FileDifference() {}

    /** @return one line per difference; empty if there is none */
    static List<String> between(JsonNode before, JsonNode after) {
        return properties("", before, after).toList();
    }

    private static Stream<String> properties(String path, JsonNode before, JsonNode after) {
        return Stream.concat(before.propertyNames().stream(), after.propertyNames().stream()).distinct()
                .filter(name -> !before.path(name).equals(after.path(name)))
                .flatMap(name -> NAMED_BY.containsKey(name)
                        ? members(path, NAMED_BY.get(name), before.path(name), after.path(name))
                        : Stream.of("~ " + path + name));
    }

    private static Stream<String> members(String path, String key, JsonNode before, JsonNode after) {
        var old = by(key, before);
        var now = by(key, after);
        var removed = old.keySet().stream().filter(name -> !now.containsKey(name)).map(name -> "- " + path + name);
        var rest = now.entrySet().stream().flatMap(member -> {
            var was = old.get(member.getKey());
            return was == null
                    ? Stream.of("+ " + path + member.getKey())
                    : properties(path + member.getKey() + ".", was, member.getValue());
        });
        var inOrder = old.keySet().equals(now.keySet()) && !List.copyOf(old.keySet()).equals(List.copyOf(now.keySet()))
                ? Stream.of("~ " + path + "order of " + String.join(", ", now.keySet()))
                : Stream.<String>empty();
        return Stream.of(removed, rest, inOrder).flatMap(Function.identity());
    }

    private static Map<String, JsonNode> by(String key, JsonNode list) {
        return list.valueStream().collect(Collectors.toMap(member -> member.path(key).asString(""), Function.identity(),
                (first, second) -> second, LinkedHashMap::new));
    }
}
