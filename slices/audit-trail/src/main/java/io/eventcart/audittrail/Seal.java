package io.eventcart.audittrail;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eventcart.platform.sliceapi.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A signed statement of the events in the store, and their order, when it was made.
 *
 * @param seal its number, 1 for the first
 * @param from the first position that it covers, directly after the previous seal
 * @param to the last position that it covers
 * @param events the number of events
 * @param root the {@link MerkleTree} over their hashes, in the order of the store
 * @param previous the {@link #id} of the seal before it; empty for the first
 * @param key the id of the signing key
 * @param signature Ed25519 over {@link #text}, in base 64
 */
@JsonPropertyOrder({"seal", "from", "to", "events", "root", "previous", "at", "key", "signature"})
record Seal(long seal, long from, long to, long events, String root, String previous, Instant at, String key,
        String signature) {
    /** The signed text. */
    String text() {
        return String.join("\n", "eventcart-seal-1", Long.toString(seal), Long.toString(from), Long.toString(to),
                Long.toString(events), root, previous, at.toString(), key);
    }

    /** The id by which the next seal refers to this one. */
    String id() {
        return HexFormat.of().formatHex(MerkleTree.sha256().digest(text().getBytes(StandardCharsets.UTF_8)));
    }

    Seal signed(String by) {
        return new Seal(seal, from, to, events, root, previous, at, key, by);
    }
}
