package io.eventcart.platform.sliceapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * Computes the root of a Merkle tree over a list of leaves, as RFC 6962 defines it for certificate logs. It keeps one hash for
 * each level only. Not thread-safe.
 */
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final Deque<Subtree> rightmost = new ArrayDeque<>();
    private long leaves;

    /** A full subtree of 2^level leaves. */
    private record Subtree(int level, String hash) {}

    public void add(StoredEvent event) {
        add(event.leaf());
    }

    public void add(String leaf) {
        leaves++;
        var added = new Subtree(0, hash(LEAF, leaf.getBytes(StandardCharsets.US_ASCII)));
        while (!rightmost.isEmpty() && rightmost.peek().level() == added.level()) {
            added = new Subtree(added.level() + 1, node(rightmost.pop().hash(), added.hash()));
        }
        rightmost.push(added);
    }

    public long leaves() {
        return leaves;
    }

    /** @return 64 hexadecimal digits; without leaves, the hash of no bytes */
    public String root() {
        return rightmost.stream().map(Subtree::hash).reduce((right, left) -> node(left, right))
                .orElseGet(() -> HexFormat.of().formatHex(sha256().digest()));
    }

    private static String node(String left, String right) {
        var hex = HexFormat.of();
        return hash(NODE, hex.parseHex(left + right));
    }

    private static String hash(byte kind, byte[] content) {
        var digest = sha256();
        digest.update(kind);
        return HexFormat.of().formatHex(digest.digest(content));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
