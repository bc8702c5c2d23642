package io.eventcart.platform.sliceapi;

import java.util.Objects;
import java.util.UUID;

/**
 * Personal data, encrypted before it leaves the process that received it. The type marks a component of an event or command as
 * personal. All other components are not personal.
 *
 * <p>AES-256-GCM with a fresh nonce and the person's key. It is bound to its {@link Place} and can't be decrypted elsewhere.
 * Written as {@code {"sealedFor": UUID, "nonce": BASE64, "ciphertext": BASE64}}; the plaintext is JSON.
 *
 * @param <T> the type of the plaintext, for the reader of the code
 * @param sealedFor the person whose data it is and whose key decrypts it
 * @param nonce 12 bytes, in Base64
 * @param ciphertext the encrypted JSON and a tag of 16 bytes, in Base64
 */
@SuppressWarnings("UnusedTypeParameter")
public record EncryptedField<T>(UUID sealedFor, String nonce, String ciphertext) {
    /**
     * The event and field that an encrypted value belongs to. A copy elsewhere cannot be decrypted.
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
