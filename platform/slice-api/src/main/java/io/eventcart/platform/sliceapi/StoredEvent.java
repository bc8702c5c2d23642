package io.eventcart.platform.sliceapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as the store has it, before any upcaster.
 *
 * @param position in the order of the whole store, 1 or more, with gaps; 0 if it is not known
 * @param aggregateType the type of its stream, such as {@code cart}
 * @param aggregateId the id of its stream
 * @param sequenceNumber its number in the stream, from 0
 * @param type its name in the store, such as {@code cart.item-added}
 * @param revision the version of its shape; empty if it has none
 * @param metaData see {@link MetaDataKeys}; includes its hash
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the bytes, and copies of a million events would cost time.
public record StoredEvent(long position, String aggregateType, String aggregateId, long sequenceNumber, String eventId,
        Instant at, String type, String revision, byte[] payload,
        Map<String, ? extends @Nullable Object> metaData) {
    private static final String FORM = "eventcart-event-1";
    private static final int EXPECTED_BYTES = 2_000;

    /** @return its hash; null if it was written before events had hashes */
    public @Nullable String hash() {
        return metaData.get(MetaDataKeys.HASH) instanceof String hash ? hash : null;
    }

    /** @return its leaf in a Merkle tree: its hash; if it has none, the hash that it would have as the first one of a chain */
    public String leaf() {
        var hash = hash();
        return hash == null ? hashAfter("") : hash;
    }

    /**
     * Computes the hash that it must have. The hashes of a stream form a chain: each covers the hash of the event before, and
     * everything that is stored of its own event except the position and the hash itself. docs/adr/0011 has the exact form.
     *
     * @param previous the hash of the event before it in its stream; empty for the first one that has a hash
     * @return SHA-256, 64 hexadecimal digits
     */
    public String hashAfter(String previous) {
        var hashed = new ByteArrayOutputStream(EXPECTED_BYTES);
        add(hashed, FORM);
        add(hashed, previous);
        add(hashed, aggregateType);
        add(hashed, aggregateId);
        add(hashed, Long.toString(sequenceNumber));
        add(hashed, eventId);
        add(hashed, at.toString());
        add(hashed, type);
        add(hashed, revision);
        add(hashed, payload);
        new TreeMap<>(metaData).forEach((key, value) -> {
            if (!key.equals(MetaDataKeys.HASH)) {
                add(hashed, key);
                add(hashed, typed(value));
            }
        });
        return HexFormat.of().formatHex(sha256().digest(hashed.toByteArray()));
    }

    /** The stores distinguish texts, whole numbers, other numbers and booleans, but not the sizes of whole numbers. */
    private static String typed(@Nullable Object value) {
        return switch (value) {
            case null -> "n";
            case String text -> "s" + text;
            case Boolean flag -> "b" + flag;
            case Byte number -> "i" + number;
            case Short number -> "i" + number;
            case Integer number -> "i" + number;
            case Long number -> "i" + number;
            case Number number -> "d" + number.doubleValue();
            default -> "x" + value;
        };
    }

    private static void add(ByteArrayOutputStream to, String text) {
        add(to, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the length first, in four bytes, so that different lists of fields never give the same bytes. */
    private static void add(ByteArrayOutputStream to, byte[] field) {
        to.write(field.length >>> 24);
        to.write(field.length >>> 16);
        to.write(field.length >>> 8);
        to.write(field.length);
        to.writeBytes(field);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
