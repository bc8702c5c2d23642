package io.eventcart.audittrail;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eventcart.platform.sliceapi.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Says, signed, which events stood in the store in which order when it was made.
 *
 * @param seal its number, 1 for the first
 * @param from the first position that it covers: the one after the previous seal's last
 * @param to the last position that it covers
 * @param events how many there are
 * @param root the {@link MerkleTree} over their hashes, in the order of the store
 * @param previous the {@link #id} of the seal before it; empty for the first
 * @param key which key has signed it
 * @param signature Ed25519 over {@link #text}, in base 64
 */
@JsonPropertyOrder({"seal", "from", "to", "events", "root", "previous", "at", "key", "signature"})
record Seal(long seal, long from, long to, long events, String root, String previous, Instant at, String key,
        String signature) {
    /** What is signed. */
    String text() {
        return String.join("\n", "eventcart-seal-1", Long.toString(seal), Long.toString(from), Long.toString(to),
                Long.toString(events), root, previous, at.toString(), key);
    }

    /** What the next seal names it by. */
    String id() {
        return HexFormat.of().formatHex(MerkleTree.sha256().digest(text().getBytes(StandardCharsets.UTF_8)));
    }

    Seal signed(String by) {
        return new Seal(seal, from, to, events, root, previous, at, key, by);
    }
}
