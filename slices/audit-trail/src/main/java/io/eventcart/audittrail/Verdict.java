package io.eventcart.audittrail;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a verification.
 *
 * @param events the number of events checked; the verification ends at the first broken one
 * @param firstBroken null if everything is intact
 * @param unchained events older than the chain, which only seals prove
 * @param sealed events that a seal covers
 * @param seals how many seals there are
 */
record Verdict(long events, boolean ok, @Nullable Broken firstBroken, long unchained, long sealed, long seals) {
    /** @return two lines: what was checked, and whether all is well or what is broken */
    String asText() {
        return "%,d events checked: %,d under %,d seals, %,d from before the chain.%n".formatted(events, sealed, seals,
                unchained) + (firstBroken == null ? "Nobody has changed them." : "BROKEN: " + firstBroken.asText());
    }

    /** The kind of manipulation. */
    enum Fault {
        /** The stored event was changed. */
        CHANGED,
        /** The event was removed. */
        REMOVED,
        /** The event was not written by this app. */
        INSERTED,
        /** The event was moved to another position. */
        REORDERED,
        /** The events between two positions differ from the seal; the chain alone can't say how. */
        UNSEALED,
        /** The file of seals was changed. */
        SEALS_CHANGED
    }

    /**
     * The first fault.
     *
     * @param version of the cart, 1 for its first event
     * @param position in the order of the store
     * @param seal the number of the seal that shows it
     */
    record Broken(Fault fault, @Nullable String cartId, @Nullable Long version, @Nullable String type,
            @Nullable Long position, @Nullable Long seal, String detail) {
        String asText() {
            var what = seal != null
                    ? "seal " + seal
                    : Stream.of(
                            version == null ? "" : "version " + version,
                            type == null ? "" : type,
                            cartId == null ? "" : "of " + cartId,
                            position == null ? "" : "at position " + position)
                            .filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
            return what + " " + switch (fault) {
                case CHANGED -> "was changed";
                case REMOVED -> "was removed";
                case INSERTED -> "was not written by this app";
                case REORDERED -> "was moved to another position";
                case UNSEALED -> "does not cover what is stored";
                case SEALS_CHANGED -> "was changed, or is missing";
            } + ": " + detail + ".";
        }

        static Broken ofSeals(long seal, String detail) {
            return new Broken(Fault.SEALS_CHANGED, null, null, null, null, seal, detail);
        }
    }
}
