package io.eventcart.insights.ocel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A log in JSON, as tests read it. */
record JsonLog(String text, JsonNode tree) {
    static JsonLog of(HistoryFixture history) throws IOException, SQLException {
        var out = new ByteArrayOutputStream();
        OcelJson.write(history.connection(), out);
        var text = out.toString(StandardCharsets.UTF_8);
        return new JsonLog(text, JsonMapper.shared().readTree(text));
    }

    List<String> eventTypes() {
        return lines(tree.get("eventTypes"));
    }

    List<String> objects() {
        return lines(tree.get("objects"));
    }

    List<String> objectIds() {
        return tree.get("objects").valueStream().map(object -> object.get("id").stringValue()).toList();
    }

    List<String> eventIds() {
        return tree.get("events").valueStream().map(event -> event.get("id").stringValue()).toList();
    }

    JsonNode event(String id) {
        return withId("events", id);
    }

    JsonNode object(String id) {
        return withId("objects", id);
    }

    private JsonNode withId(String list, String id) {
        return tree.get(list).valueStream().filter(node -> node.get("id").stringValue().equals(id)).findFirst()
                .orElseThrow();
    }

    static List<String> attributes(JsonNode part) {
        return lines(part.get("attributes"));
    }

    static List<String> relations(JsonNode part) {
        return lines(part.get("relationships"));
    }

    /** @return each element of a list as a text: its members, with commas between */
    private static List<String> lines(JsonNode list) {
        return list.valueStream().map(node -> String.join(", ", node.valueStream().map(JsonLog::line).toList()))
                .toList();
    }

    private static String line(JsonNode node) {
        return node.isString() ? node.stringValue() : lines(node).toString();
    }
}
