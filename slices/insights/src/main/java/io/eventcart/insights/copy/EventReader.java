package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.NewestForm;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.sharedkernel.CartEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Brings stored events into the form in which they are copied: the newest one, typed, without personal data. */
final class EventReader {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final String CART = CartEvent.STREAM_TYPE;
    private static final String UNREADABLE = "{\"unreadable\":true}";

    private final NewestForm newestForm;
    private final JsonMapper json;
    private final Map<String, EventTable> tables = new HashMap<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    EventReader(NewestForm newestForm, JsonMapper json, List<EventTable> tables) {
        this.newestForm = newestForm;
        this.json = json;
        tables.forEach(table -> this.tables.put(table.type(), table));
    }

    /** @return usually one; none or several if an upcaster drops or splits the event */
    List<CopiedEvent> read(StoredEvent stored) {
        try {
            return newestForm.of(stored).stream().map(this::copied).toList();
        } catch (RuntimeException e) {
            report(stored, "can't be brought into its newest form", e);
            return List.of(new CopiedEvent(stored, UNREADABLE, cartOf(stored), null, null));
        }
    }

    private CopiedEvent copied(StoredEvent event) {
        var data = json.readTree(event.payload());
        var hasPersonalData = hidePersonalData(data);
        return new CopiedEvent(event,
                hasPersonalData ? data.toString() : new String(event.payload(), StandardCharsets.UTF_8), cartOf(event),
                uuid(data.path(EventTable.SHOPPER_ID)), fields(event, data));
    }

    private @Nullable Object @Nullable [] fields(StoredEvent event, JsonNode data) {
        var table = tables.get(event.type());
        if (table == null || !table.revision().equals(event.revision())) {
            return null;
        }
        try {
            return table.read(data);
        } catch (RuntimeException e) {
            report(event, "does not fit the table " + table.name(), e);
            return null;
        }
    }

    /** The first event of a type that can't be read is logged, not each of a million. */
    private void report(StoredEvent event, String fault, RuntimeException cause) {
        if (reported.add(event.type() + fault)) {
            LOG.warn("The analytical copy: {} at position {} {}, as may others: {}", event.type(), event.position(),
                    fault,
                    cause.toString());
        }
    }

    /**
     * An encrypted field is recognised by its form, so that those of unknown events are found too.
     *
     * @return whether there was one
     */
    private static boolean hidePersonalData(JsonNode data) {
        var found = false;
        for (var field : data.properties()) {
            if (field.getValue().has("ciphertext") && field.getValue().has("sealedFor")) {
                ((ObjectNode) data).putObject(field.getKey()).put("personal", true);
                found = true;
            }
        }
        return found;
    }

    private static @Nullable UUID cartOf(StoredEvent event) {
        return event.aggregateType().equals(CART) ? uuid(event.aggregateId()) : null;
    }

    private static @Nullable UUID uuid(JsonNode node) {
        return node.isString() ? uuid(node.stringValue()) : null;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
