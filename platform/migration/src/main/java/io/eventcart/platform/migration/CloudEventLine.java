package io.eventcart.platform.migration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stored event as one line of JSON, a CloudEvent 1.0. Fields without a CloudEvents attribute are extensions, as texts: {@code
 * streamtype}, {@code sequence} (the sequence number, from 0), {@code revision}, {@code position} (in the store) and {@code
 * metadata} (as JSON, kept as it is).
 */
final class CloudEventLine {
    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper AS_CLOUD_EVENTS_READ_IT = new ObjectMapper();
    private static final URI SOURCE = URI.create("/eventcart");
    private static final TypeReference<Map<String, Object>> META_DATA = new TypeReference<>() {
    };

    private final JsonFormat plain = new JsonFormat();
    private final JsonFormat base64 = new JsonFormat().withForceJsonDataToBase64();
    private final JsonMapper json = JsonMapper.builder().build();

    private static final String BEGIN = "{\"specversion\":\"1.0\"";

    /** @return whether a line may begin with that text, or the text is a part of such a beginning */
    static boolean mayBegin(String text) {
        return text.startsWith(BEGIN) || BEGIN.startsWith(text);
    }

    /** @return the line without its line break */
    byte[] write(StoredEvent event) {
        var cloudEvent = CloudEventBuilder.v1().withId(event.eventId()).withSource(SOURCE).withType(event.type())
                .withSubject(event.aggregateId()).withTime(event.at().atOffset(ZoneOffset.UTC))
                .withDataContentType(JSON_TYPE)
                .withExtension("streamtype", event.aggregateType())
                .withExtension("sequence", Long.toString(event.sequenceNumber()))
                .withExtension("revision", event.revision())
                .withExtension("position", Long.toString(event.position()))
                .withExtension("metadata", json.writeValueAsString(event.metaData()))
                .withData(event.payload()).build();
        return survives(event.payload()) ? plain.serialize(cloudEvent) : base64.serialize(cloudEvent);
    }

    /**
     * Whether plain JSON preserves the payload byte for byte. The hash covers the bytes, and a JSON library may write a number or a
     * blank differently.
     */
    private static boolean survives(byte[] payload) {
        try {
            return Arrays.equals(payload, AS_CLOUD_EVENTS_READ_IT.readTree(payload).toString()
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException if the line has another form; the message says why */
    StoredEvent read(String line) {
        try {
            var event = plain.deserialize(line.getBytes(StandardCharsets.UTF_8));
            return new StoredEvent(number(event, "position"), text(event, "streamtype"), subject(event),
                    number(event, "sequence"), event.getId(),
                    require(event.getTime(), "time").toInstant(), event.getType(), text(event, "revision"),
                    require(event.getData(), "data").toBytes(), json.readValue(text(event, "metadata"), META_DATA));
        } catch (CloudEventRWException | EventDeserializationException e) {
            throw new IllegalArgumentException("it is no CloudEvent in JSON: " + reason(e), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its metadata is no JSON", e);
        }
    }

    private static String reason(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static String subject(CloudEvent event) {
        return require(event.getSubject(), "subject");
    }

    private static String text(CloudEvent event, String name) {
        return require(event.getExtension(name), name).toString();
    }

    private static long number(CloudEvent event, String name) {
        var text = text(event, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its '" + name + "' is no whole number: " + text, e);
        }
    }

    private static <T> T require(@Nullable T value, String name) {
        if (Objects.isNull(value)) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return Objects.requireNonNull(value);
    }
}
