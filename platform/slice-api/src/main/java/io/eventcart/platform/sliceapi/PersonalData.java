package io.eventcart.platform.sliceapi;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Encrypts personal data with one key for each person, decrypts it, and erases it by destroying the key. */
public interface PersonalData {
    /**
     * Encrypts a value. Call it before a command is sent, since a command may leave the process.
     *
     * @param place the event and field that will contain it
     * @throws PersonErased if the person's data was erased
     */
    <T> EncryptedField<T> encrypt(UUID owner, T value, EncryptedField.Place place);

    /**
     * Decrypts stored data. An erased field becomes {@code {"erased": true}}. A field that cannot be decrypted, because it was
     * changed or moved or its key is lost, becomes {@code {"unreadable": true}}, and the log names it.
     *
     * <p>Call it for every event that is shown, from the store or from a view.
     *
     * @param data an event's data as JSON; it is not changed
     * @param type the event's stored name
     * @param id of the aggregate
     * @return the same with every top-level {@link EncryptedField} decrypted
     */
    JsonNode readable(JsonNode data, String type, String id);

    /** @return the event's data as JSON, decrypted as {@link #readable(JsonNode, String, String)} does */
    JsonNode readable(DomainEvent event);

    /** @return when the person's key was made; empty before their first personal data and after its erasure */
    Optional<Instant> keyMadeAt(UUID person);

    /** Destroys the person's key for ever. Idempotent. */
    void erase(UUID person);
}
