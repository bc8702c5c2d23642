package io.eventcart.platform.sliceapi;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Encrypts personal data with a key a person, decrypts it, and erases it by destroying the key. */
public interface PersonalData {
    /**
     * To be called before a command is sent: it may leave the process.
     *
     * @param place the event and field that will bear it
     * @throws PersonErased if the person's data was erased
     */
    <T> EncryptedField<T> encrypt(UUID owner, T value, EncryptedField.Place place);

    /**
     * Decrypts stored data. What was erased becomes {@code {"erased": true}}; what cannot be decrypted,
     * because somebody has changed or moved it or its key is lost, becomes {@code {"unreadable": true}}, and the log says which.
     *
     * <p>Whoever shows an event calls this, whether it is read from the store or kept in a view.
     *
     * @param data an event's data as JSON; it is not changed
     * @param type the event's stored name
     * @param id of the aggregate
     * @return the same with every top-level {@link EncryptedField} decrypted
     */
    JsonNode readable(JsonNode data, String type, String id);

    /** @return the event's data as JSON, decrypted as {@link #readable(JsonNode, String, String)} does */
    JsonNode readable(DomainEvent event);

    /** @return since when the person has a key; empty before the first personal data and after its erasure */
    Optional<Instant> keyMadeAt(UUID person);

    /** Destroys the person's key, for ever. May be called again. */
    void erase(UUID person);
}
