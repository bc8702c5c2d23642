package io.eventcart.platform.testkit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eventcart.platform.storedevents.EventSerializer;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Checks that a class still writes the form of its example: reads the example and writes it again, with every field. */
final class StoredShape {
    private final ObjectMapper json;

    StoredShape(EventSerializer serializer) {
        this.json = serializer.getObjectMapper().rebuild().changeDefaultPropertyInclusion(
                value -> value.withValueInclusion(JsonInclude.Include.ALWAYS)).build();
    }

    /** @return one line per difference; empty if the class writes the example's form */
    List<String> differences(Stored example, Class<?> written) {
        var stored = json.readTree(example.bytes());
        var differences = new ArrayList<String>();
        try {
            compare("", stored, json.readTree(json.writeValueAsBytes(json.readValue(example.bytes(), written))),
                    differences);
        } catch (JacksonException e) {
            differences.add("it can't be read any more: " + e.getOriginalMessage());
        }
        return differences;
    }

    private static void compare(String path, JsonNode stored, JsonNode written, List<String> differences) {
        if (stored.isObject() && written.isObject()) {
            var names = new TreeSet<>(stored.propertyNames());
            names.addAll(written.propertyNames());
            names.forEach(name -> field(path.isEmpty() ? name : path + "." + name, stored.get(name), written.get(name),
                    differences));
        } else if (stored.isArray() && written.isArray() && !stored.isEmpty() && stored.size() == written.size()) {
            for (var n = 0; n < stored.size(); n++) {
                compare(path + "[" + n + "]", stored.get(n), written.get(n), differences);
            }
        } else if (stored.isNull() || (stored.isArray() && stored.isEmpty())) {
            differences.add(path + " is empty in the example: give it a value, to show its form");
        } else if (!stored.equals(written)) {
            differences.add(path + " was " + stored + ", and is now written as " + written);
        }
    }

    private static void field(String path, @Nullable JsonNode stored, @Nullable JsonNode written,
            List<String> differences) {
        if (stored == null) {
            differences.add(path + " is new");
        } else if (written == null) {
            differences.add(path + " was " + stored + ", and is gone");
        } else {
            compare(path, stored, written, differences);
        }
    }

    /** @return the components that are null but not {@code @Nullable} */
    static List<String> missing(Object event) {
        return event.getClass().isRecord()
                ? Arrays.stream(event.getClass().getRecordComponents())
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                                && valueOf(component, event) == null)
                        .map(RecordComponent::getName).toList()
                : List.of();
    }

    private static @Nullable Object valueOf(RecordComponent component, Object event) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
