package io.eventcart.platform.personaldata;

import io.eventcart.platform.personaldata.AesGcm.Encrypted;
import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.EncryptedField.Place;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.Uuids;
import io.eventcart.platform.storedevents.StoredTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
final class EncryptedPersonalData implements PersonalData {
    private static final Logger LOG = LoggerFactory.getLogger(EncryptedPersonalData.class);

    private final PersonKeys keys;
    private final JsonMapper json;

    EncryptedPersonalData(PersonKeys keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    @Override
    public <T> EncryptedField<T> encrypt(UUID owner, T value, Place place) {
        var encrypted = AesGcm.encrypt(keys.findOrMake(owner), json.writeValueAsBytes(value), boundTo(place));
        return new EncryptedField<>(owner, Base64.getEncoder().encodeToString(encrypted.nonce()),
                Base64.getEncoder().encodeToString(encrypted.ciphertext()));
    }

    @Override
    public JsonNode readable(JsonNode data, String type, String id) {
        if (data.properties().stream().noneMatch(field -> isEncrypted(field.getValue()))) {
            return data;
        }
        var readable = (ObjectNode) data.deepCopy();
        data.properties().stream().filter(field -> isEncrypted(field.getValue())).forEach(field -> readable
                .set(field.getKey(), decrypt(field.getValue(), new Place(type, id, field.getKey()))));
        return readable;
    }

    @Override
    public JsonNode readable(DomainEvent event) {
        return readable(json.valueToTree(event), StoredTypes.nameOf(event.getClass()),
                event.stream());
    }

    @Override
    public Optional<Instant> keyMadeAt(UUID person) {
        return keys.madeAt(person);
    }

    @Override
    public void erase(UUID person) {
        keys.erase(person);
    }

    private static boolean isEncrypted(JsonNode value) {
        return value.has("sealedFor") && value.has("nonce") && value.has("ciphertext");
    }

    private JsonNode decrypt(JsonNode field, Place place) {
        try {
            var owner = Uuids.parse(field.path("sealedFor").asString(""));
            var key = keys.find(owner);
            if (key.isEmpty()) {
                return keys.isErased(owner) ? marker("erased") : unreadable(place, "its key is missing");
            }
            var encrypted = new Encrypted(bytes(field, "nonce"), bytes(field, "ciphertext"));
            return json.readTree(AesGcm.decrypt(key.get(), encrypted, boundTo(place)));
        } catch (AEADBadTagException e) {
            return unreadable(place, "the field or its key was changed, or the field was moved from another event");
        } catch (IllegalArgumentException e) {
            return unreadable(place, "the field was changed: it has not the form of an encrypted field");
        }
    }

    private static byte[] bytes(JsonNode encrypted, String property) {
        return Base64.getDecoder().decode(encrypted.path(property).asString(""));
    }

    /** An unreadable field does not prevent reading the others. */
    private static JsonNode unreadable(Place place, String reason) {
        LOG.error("{} of {} in {} can't be decrypted: {}", place.field(), place.type(), place.id(), reason);
        return marker("unreadable");
    }

    private static JsonNode marker(String name) {
        return JsonNodeFactory.instance.objectNode().put(name, true);
    }

    /** The associated data. No part contains a line break, so it is unique for each place. */
    private static byte[] boundTo(Place place) {
        return String.join("\n", "eventcart sealed data", place.type(), place.id(), place.field())
                .getBytes(StandardCharsets.UTF_8);
    }
}
