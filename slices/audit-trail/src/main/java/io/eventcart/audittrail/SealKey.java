package io.eventcart.audittrail;

import io.eventcart.platform.sliceapi.DataFolder;
import io.eventcart.platform.sliceapi.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Signs seals. An Ed25519 key in the data directory, made at the first start, readable by its owner only. */
@Component
final class SealKey {
    static final String FILE = "seal.key";
    private static final String ALGORITHM = "Ed25519";
    private static final int ID_BYTES = 8;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    SealKey(DataFolder folder) {
        var pem = new String(folder.secret(FILE, SealKey::fresh), StandardCharsets.US_ASCII);
        try {
            this.privateKey = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(unwrap("PRIVATE KEY", pem)));
            this.publicKey = publicKey(pem);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    folder.resolve(FILE) + " holds no Ed25519 key in PEM. Restore it from a backup,"
                            + " or move it and the folder seals away: new ones are made at the next start.",
                    e);
        }
    }

    private static byte[] fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return (wrap("PRIVATE KEY", pair.getPrivate().getEncoded()) + wrap("PUBLIC KEY",
                    pair.getPublic().getEncoded())).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** @throws IllegalArgumentException if the text is no public Ed25519 key in PEM */
    static PublicKey publicKey(String pem) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(unwrap("PUBLIC KEY", pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("is no Ed25519 key", e);
        }
    }

    Seal sign(Seal unsigned) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(unsigned.text().getBytes(StandardCharsets.UTF_8));
            return unsigned.signed(Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the seal can't be signed", e);
        }
    }

    static boolean hasSigned(PublicKey key, Seal seal) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(seal.text().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(seal.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** @return the key's id in seals: the beginning of the hash of the public key */
    String id() {
        return HexFormat.of().formatHex(MerkleTree.sha256().digest(publicKey.getEncoded()), 0, ID_BYTES);
    }

    /** @return the public key in PEM, for the verification of seals */
    String publicPem() {
        return wrap("PUBLIC KEY", publicKey.getEncoded());
    }

    private static String wrap(String label, byte[] key) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, Base64.getEncoder().encodeToString(key),
                label);
    }

    private static byte[] unwrap(String label, String pem) {
        var block = Pattern.compile("-----BEGIN " + label + "-----(.+?)-----END " + label + "-----", Pattern.DOTALL)
                .matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("is no " + label + " in PEM");
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
