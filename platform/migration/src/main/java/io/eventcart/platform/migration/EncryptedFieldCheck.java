package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An encrypted field can be decrypted only in its event type, stream and field. A migration must not move it elsewhere. */
final class EncryptedFieldCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OWNER_PROPERTY = "\"sealedFor\"";

    private final StoredEvent event;
    private final Set<String> encryptedFields;

    EncryptedFieldCheck(StoredEvent event) {
        this.event = event;
        this.encryptedFields = encryptedFieldsOf(event);
    }

    void requireUnmoved(List<StoredEvent> transformed) {
        for (var one : transformed) {
            encryptedFieldsOf(one).stream().filter(place -> !encryptedFields.contains(place)).findFirst()
                    .ifPresent(place -> {
                        throw MigrationFault.failed(
                                event.type() + " " + event.eventId() + " at position " + event.position()
                                        + " has an encrypted field that is bound to its type, stream and field; as "
                                        + place.lines()
                                                .limit(3).collect(Collectors.joining(" / "))
                                        + " it could never be decrypted again.",
                                "Keep type, stream and field of such events, or leave the field out.");
                    });
        }
    }

    private static Set<String> encryptedFieldsOf(StoredEvent event) {
        var text = new String(event.payload(), StandardCharsets.UTF_8);
        if (!text.contains(OWNER_PROPERTY)) {
            return Set.of();
        }
        try {
            return JSON.readTree(text).properties().stream().filter(field -> field.getValue().has("sealedFor"))
                    .map(field -> String.join("\n", event.type(), event.aggregateId(), field.getKey(),
                            field.getValue().toString()))
                    .collect(Collectors.toSet());
        } catch (JacksonException e) {
            return Set.of(); // No JSON, so no encrypted fields.
        }
    }
}
