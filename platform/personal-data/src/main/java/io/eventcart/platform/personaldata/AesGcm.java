package io.eventcart.platform.personaldata;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM by NIST SP 800-38D: a fresh random nonce of 96 bits for each encryption, and a tag of 128 bits. One key allows 2^32
 * encryptions with random nonces, far more than one person's fields, or one master key's persons.
 */
final class AesGcm {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    /** The result of an encryption. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Encrypted(byte[] nonce, byte[] ciphertext) {}

    static SecretKey key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    static byte[] randomKey() {
        return random(KEY_BYTES);
    }

    /** @param bound associated data, required again to decrypt; not secret */
    static Encrypted encrypt(SecretKey key, byte[] plain, byte[] bound) {
        var nonce = random(NONCE_BYTES);
        try {
            return new Encrypted(nonce, cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't do AES-256-GCM", e);
        }
    }

    /** @throws AEADBadTagException if key, nonce, ciphertext or associated data differ from those of the encryption */
    static byte[] decrypt(SecretKey key, Encrypted encrypted, byte[] bound) throws AEADBadTagException {
        if (encrypted.nonce().length != NONCE_BYTES) {
            throw new AEADBadTagException("a nonce of " + encrypted.nonce().length + " bytes");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, encrypted.nonce(), bound).doFinal(encrypted.ciphertext());
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't do AES-256-GCM", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
