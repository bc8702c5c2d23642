package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.DomainEvent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The table of one event type, made from the event's record. Its first columns are the same in all tables.
 *
 * @param type the stored name of the event, such as {@code cart.item-added}
 * @param revision the newest one
 * @param columns of the event's own fields, without the cart and the shopper, who are among the first columns
 */
record EventTable(String type, String revision, List<EventColumn> columns) {
    static final String CART_ID = "cartId";
    static final String SHOPPER_ID = "shopperId";
    private static final String FIRST_COLUMNS = "position BIGINT NOT NULL, \"at\" TIMESTAMP NOT NULL, cart_id UUID, "
            + "version BIGINT NOT NULL, shopper_id UUID";

    /** @param events the record of each event by its stored name */
    static List<EventTable> of(Map<String, Class<? extends DomainEvent>> events) {
        return events.entrySet().stream().map(event -> of(event.getKey(), event.getValue())).toList();
    }

    private static EventTable of(String type, Class<? extends DomainEvent> event) {
        var components = event.isRecord() ? Arrays.asList(event.getRecordComponents()) : List.<RecordComponent>of();
        var revision = event.getAnnotation(Revision.class);
        return new EventTable(type, revision == null ? "" : revision.value(),
                components.stream().filter(component -> !component.getName().equals(CART_ID)
                        && !component.getName().equals(SHOPPER_ID))
                        .flatMap(component -> EventColumn.of(component).stream()).toList());
    }

    String name() {
        return EventTables.nameFor(type);
    }

    String definition() {
        var all = new StringBuilder(FIRST_COLUMNS);
        columns.forEach(column -> all.append(", ").append(column.sql()));
        return "CREATE TABLE \"" + name() + "\" (" + all + ")";
    }

    /**
     * @return the values of the event's own columns
     * @throws RuntimeException if a field has a value of another type
     */
    @Nullable
    Object[] read(JsonNode data) {
        return columns.stream().map(column -> column.read(data)).toArray();
    }
}
