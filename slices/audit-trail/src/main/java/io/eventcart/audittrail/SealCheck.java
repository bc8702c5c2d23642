package io.eventcart.audittrail;

import io.eventcart.audittrail.Verdict.Broken;
import io.eventcart.audittrail.Verdict.Fault;
import io.eventcart.platform.sliceapi.MerkleTree;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Compares the stored events with the seals, in the order of the store. */
final class SealCheck {
    private final Iterator<String> lines;
    private final Seals seals;
    private final PublicKey key;
    private MerkleTree tree = new MerkleTree();
    private @Nullable Seal current;
    private @Nullable Seal previous;
    private @Nullable Broken broken;
    private long made;
    private long sealed;

    SealCheck(Iterator<String> lines, Seals seals, PublicKey key) {
        this.lines = lines;
        this.seals = seals;
        this.key = key;
        next();
    }

    /** @return the first fault found so far */
    Optional<Broken> broken() {
        return Optional.ofNullable(broken);
    }

    long seals() {
        return made;
    }

    long sealed() {
        return sealed;
    }

    void add(StoredEvent event) {
        // By count, not by position: after a migration the same events may have other positions.
        while (broken == null && current != null && tree.leaves() == current.events()) {
            close(current);
        }
        if (broken == null && current != null) {
            tree.add(event);
        }
    }

    /** No more events: fails if a seal covers further ones. */
    void end() {
        while (broken == null && current != null) {
            close(current);
        }
    }

    private void close(Seal seal) {
        if (tree.leaves() != seal.events() || !tree.root().equals(seal.root())) {
            broken = new Broken(Fault.UNSEALED, null, null, null, seal.from(), seal.seal(), "where seal "
                    + seal.seal() + " was made over " + seal.events() + " events, at positions " + seal.from() + " to "
                    + seal.to() + ", " + (tree.leaves() == seal.events()
                            ? "there are others, or in another order"
                            : "only " + tree.leaves() + " are left"));
            return;
        }
        sealed += tree.leaves();
        tree = new MerkleTree();
        next();
    }

    private void next() {
        previous = current == null ? previous : current;
        current = null;
        if (!lines.hasNext()) {
            return;
        }
        var number = made + 1;
        try {
            var seal = seals.read(lines.next());
            if (isNext(seal, number)) {
                current = seal;
                made++;
                return;
            }
        } catch (JacksonException e) {
            // the same as a wrong one
        }
        broken = Broken.ofSeals(number,
                "line " + number + " of the file of seals is not the seal that was signed as number "
                        + number + " with the key of this data directory");
    }

    private boolean isNext(Seal seal, long number) {
        return SealKey.hasSigned(key, seal) && seal.seal() == number
                && seal.previous().equals(previous == null ? "" : previous.id());
    }
}
