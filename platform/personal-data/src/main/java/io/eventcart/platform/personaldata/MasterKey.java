package io.eventcart.platform.personaldata;

import io.eventcart.platform.personaldata.AesGcm.Encrypted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/**
 * The key that wraps the persons' keys. It is stored apart from them, in a separate file.
 *
 * @param id identifies the key without revealing it
 */
record MasterKey(SecretKey key, String id) {
    private static final int ID_BYTES = 8;

    /** @param bytes 32 bytes */
    static MasterKey of(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new MasterKey(AesGcm.key(bytes), HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param owner the key is bound to its owner: it can't be unwrapped for another one */
    Encrypted wrap(byte[] personKey, UUID owner) {
        return AesGcm.encrypt(key, personKey, boundTo(owner));
    }

    /** @throws AEADBadTagException if it was wrapped by another master key or for another person, or was changed */
    byte[] unwrap(Encrypted wrapped, UUID owner) throws AEADBadTagException {
        return AesGcm.decrypt(key, wrapped, boundTo(owner));
    }

    private static byte[] boundTo(UUID owner) {
        return ("eventcart shopper key\n" + owner).getBytes(StandardCharsets.UTF_8);
    }

    /** Hides the key from logs. */
    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
