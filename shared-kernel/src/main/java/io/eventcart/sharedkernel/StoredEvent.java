package io.eventcart.sharedkernel;

import java.nio.ByteBuffer;
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

    /** @return the hash that it bears; null if it was written before there were any */
    public @Nullable String hash() {
        return metaData.get(MetaDataKeys.HASH) instanceof String hash ? hash : null;
    }

    /**
     * What its hash must be. The hash chains a stream: it covers everything that is stored of this event, but its position
     * and the hash itself, and the hash of the event before. docs/adr/0011 has the exact form.
     *
     * @param previous the hash of the event before it in its stream; empty for the first one that bears a hash
     * @return SHA-256, 64 hexadecimal digits
     */
    public String hashAfter(String previous) {
        var digest = sha256();
        add(digest, FORM);
        add(digest, previous);
        add(digest, aggregateType);
        add(digest, aggregateId);
        add(digest, Long.toString(sequenceNumber));
        add(digest, eventId);
        add(digest, at.toString());
        add(digest, type);
        add(digest, revision);
        add(digest, payload);
        new TreeMap<>(metaData).forEach((key, value) -> {
            if (!key.equals(MetaDataKeys.HASH)) {
                add(digest, key);
                add(digest, typed(value));
            }
        });
        return HexFormat.of().formatHex(digest.digest());
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

    private static void add(MessageDigest digest, String text) {
        add(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Its length first: no two different lists of fields are the same bytes. */
    private static void add(MessageDigest digest, byte[] field) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).flip());
        digest.update(field);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
