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
 * An event as its bytes stand in the store, whatever newer form its readers make of it.
 *
 * @param position in the order of the whole store, 1 or more, with gaps; 0 where it is not known
 * @param aggregateType what kind of thing it happened to, such as {@code cart}
 * @param aggregateId which one; its events are a stream
 * @param sequenceNumber its place in the stream, from 0
 * @param type its name in the store, such as {@code cart.item-added}
 * @param revision of its form; empty if it has none
 * @param metaData see {@link MetaDataKeys}; its hash is among it
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes that nobody changes, a million times over.
public record StoredEvent(long position, String aggregateType, String aggregateId, long sequenceNumber, String eventId,
        Instant at, String type, String revision, byte[] payload,
        Map<String, ? extends @Nullable Object> metaData) {
    private static final String FORM = "eventcart-event-1";
    private static final int EXPECTED_BYTES = 2_000;

    /** @return the hash that it bears; null if it was written before there were any */
    public @Nullable String hash() {
        return metaData.get(MetaDataKeys.HASH) instanceof String hash ? hash : null;
    }

    /** @return what it is in a Merkle tree: its hash; of one from before there were any, the hash it would begin a chain with */
    public String leaf() {
        var hash = hash();
        return hash == null ? hashAfter("") : hash;
    }

    /**
     * What its hash must be. The hash chains a stream: it covers everything that is stored of this event, but its position
     * and the hash itself, and the hash of the event before. docs/adr/0011 has the exact form.
     *
     * @param previous the hash of the event before it in its stream; empty for the first one that bears a hash
     * @return SHA-256, 64 hexadecimal digits
     */
    public String hashAfter(String previous) {
        var proven = new ByteArrayOutputStream(EXPECTED_BYTES);
        add(proven, FORM);
        add(proven, previous);
        add(proven, aggregateType);
        add(proven, aggregateId);
        add(proven, Long.toString(sequenceNumber));
        add(proven, eventId);
        add(proven, at.toString());
        add(proven, type);
        add(proven, revision);
        add(proven, payload);
        new TreeMap<>(metaData).forEach((key, value) -> {
            if (!key.equals(MetaDataKeys.HASH)) {
                add(proven, key);
                add(proven, typed(value));
            }
        });
        return HexFormat.of().formatHex(sha256().digest(proven.toByteArray()));
    }

    /** The stores keep texts, whole numbers, other numbers and truth values apart, but whole numbers in several sizes. */
    private static String typed(@Nullable Object value) {
        return switch (value) {
            case null -> "n";
            case String text -> "s" + text;
            case Boolean truth -> "b" + truth;
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

    /** Its length first, in four bytes: no two different lists of fields are the same bytes. */
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
