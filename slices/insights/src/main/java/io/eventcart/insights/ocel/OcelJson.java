package io.eventcart.insights.ocel;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the history as an object-centric event log in the JSON format of
 * <a href="https://www.ocel-standard.org/specification/formats/json/">OCEL 2.0</a>.
 *
 * <p>Carts, shoppers and products are objects. Each event type with events is an event type, with the scalar columns of its table as
 * attributes, and is related to the objects that the columns {@code cart_id}, {@code shopper_id} and {@code product_id} name.
 */
public final class OcelJson {
    /** What a failed export leaves must not look complete. The stream is the caller's. */
    private static final JsonFactory JSON = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private OcelJson() {}

    /**
     * Writes the log in UTF-8 while it reads the history in parts, so a log of any length takes little memory.
     *
     * @param history DuckDB with the table {@code events} and those of its types; seen as it is at the call. Its temporary schema is
     *         used, and nobody else may use the connection meanwhile
     * @param out flushed at the end, not closed; after a failure it has a part of a log that is no valid JSON
     * @throws IOException if {@code out} can't be written
     * @throws SQLException if the history can't be read
     */
    public static void write(Connection history, OutputStream out) throws IOException, SQLException {
        try (var log = OcelHistory.open(history);
                var json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            write(log, json);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private static void write(OcelHistory log, JsonGenerator json) throws SQLException {
        json.writeStartObject();
        writeTypes("objectTypes", log.objectTypes(), json);
        writeTypes("eventTypes", log.eventTypes(), json);
        json.writeArrayPropertyStart("objects");
        log.forEachObject(object -> writeObject(object, json));
        json.writeEndArray();
        json.writeArrayPropertyStart("events");
        log.forEachEvent(event -> writeEvent(event, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeTypes(String name, List<OcelType> types, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        for (var type : types) {
            json.writeStartObject();
            json.writeStringProperty("name", type.name());
            json.writeArrayPropertyStart("attributes");
            for (var attribute : type.attributes()) {
                json.writeStartObject();
                json.writeStringProperty("name", attribute.name());
                json.writeStringProperty("type", attribute.type().jsonName());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeObject(OcelObject object, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", object.id());
        json.writeStringProperty("type", object.type());
        json.writeArrayPropertyStart("attributes");
        for (var change : object.changes()) {
            json.writeStartObject();
            writeValue(change.value(), json);
            json.writeStringProperty("time", change.time());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeRelations(object.relations(), json);
        json.writeEndObject();
    }

    private static void writeEvent(OcelEvent event, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", event.id());
        json.writeStringProperty("type", event.type());
        json.writeStringProperty("time", event.time());
        json.writeArrayPropertyStart("attributes");
        for (var value : event.values()) {
            json.writeStartObject();
            writeValue(value, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        writeRelations(event.relations(), json);
        json.writeEndObject();
    }

    /** The schema of the specification has all values as texts; the type's declaration says what they are. */
    private static void writeValue(OcelValue value, JsonGenerator json) {
        json.writeStringProperty("name", value.attribute().name());
        json.writeStringProperty("value", value.text());
    }

    private static void writeRelations(Collection<OcelRelation> relations, JsonGenerator json) {
        json.writeArrayPropertyStart("relationships");
        for (var relation : relations) {
            json.writeStartObject();
            json.writeStringProperty("objectId", relation.objectId());
            json.writeStringProperty("qualifier", relation.qualifier());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
