package io.eventcart.platform.sliceapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MerkleTreeTest {
    private static String root(List<String> leaves) {
        var tree = new MerkleTree();
        leaves.forEach(tree::add);
        assertThat(tree.leaves()).isEqualTo(leaves.size());
        return tree.root();
    }

    /** The definition of RFC 6962, 2.1, word for word: split at the largest power of two below n. */
    private static byte[] byDefinition(List<String> leaves) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        if (leaves.size() == 1) {
            digest.update((byte) 0);
            return digest.digest(leaves.getFirst().getBytes(StandardCharsets.UTF_8));
        }
        var half = Integer.highestOneBit(leaves.size() - 1);
        digest.update((byte) 1);
        digest.update(byDefinition(leaves.subList(0, half)));
        return digest.digest(byDefinition(leaves.subList(half, leaves.size())));
    }

    @Test
    void the_root_is_that_of_rfc_6962() throws Exception {
        for (var n = 1; n <= 70; n++) {
            var leaves = IntStream.range(0, n).mapToObj(leaf -> "leaf " + leaf).toList();

            assertThat(root(leaves)).as(n + " leaves").isEqualTo(HexFormat.of().formatHex(byDefinition(leaves)));
        }
    }

    @Test
    void the_roots_are_those_of_the_test_vectors_of_certificate_logs() {
        assertThat(root(List.of())).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(root(List.of(""))).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void another_order_of_leaves_has_another_root() {
        assertThat(root(List.of("a", "b"))).isNotEqualTo(root(List.of("b", "a")));
    }
}
