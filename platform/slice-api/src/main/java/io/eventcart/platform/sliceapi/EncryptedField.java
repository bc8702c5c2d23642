package io.eventcart.platform.sliceapi;

import java.util.Objects;
import java.util.UUID;

/**
 * Personal data, encrypted before it leaves the process that took it. This type is the marker: a component of an event or
 * command that has it is personal, and nothing else in it is.
 *
 * <p>AES-256-GCM with a fresh nonce and the key of the person whose data it is; bound to its {@link Place}, so that it can be decrypted
 * nowhere else. Written as {@code {"sealedFor": UUID, "nonce": BASE64, "ciphertext": BASE64}}; what is inside is JSON.
 *
 * @param <T> what is inside, for the reader of the code
 * @param sealedFor whose data it is, and whose key decrypts it
 * @param nonce 12 bytes, in Base64
 * @param ciphertext the encrypted JSON and a tag of 16 bytes, in Base64
 */
@SuppressWarnings("UnusedTypeParameter")
public record EncryptedField<T>(UUID sealedFor, String nonce, String ciphertext) {
    /**
     * Where an encrypted field belongs. A copy anywhere else cannot be decrypted.
     *
     * @param type the stored name of the event, such as {@code cart.cart-checked-out}
     * @param id of the aggregate that the event belongs to
     * @param field of the event, at its top level
     */
    public record Place(String type, String id, String field) {
        public static Place in(Class<? extends DomainEvent> event, String id, String field) {
            var type = Objects.requireNonNull(event.getAnnotation(StoredAs.class), event.getName()).value();
            return new Place(type, id, field);
        }
    }
}
