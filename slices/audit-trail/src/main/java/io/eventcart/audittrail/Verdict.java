package io.eventcart.audittrail;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a look at everything that is stored has found.
 *
 * @param events how many were checked; it ends at the first that is broken
 * @param firstBroken null if all is well
 * @param unchained events from before the chain, which only seals prove
 * @param sealed events that a seal covers
 * @param seals how many seals there are
 */
record Verdict(long events, boolean ok, @Nullable Broken firstBroken, long unchained, long sealed, long seals) {
    /** @return two lines: what was checked, and whether all is well or what is broken */
    String inWords() {
        return "%,d events checked: %,d under %,d seals, %,d from before the chain.%n".formatted(events, sealed, seals,
                unchained) + (firstBroken == null ? "Nobody has changed them." : "BROKEN: " + firstBroken.inWords());
    }

    /** What somebody has done to the store or to the seals. */
    enum Fault {
        /** What is stored is not what it was. */
        CHANGED,
        /** It stood there once. */
        REMOVED,
        /** It was not written by this app. */
        INSERTED,
        /** It stands in another place than it did. */
        REORDERED,
        /** Between two positions something is not as it was; the chain alone can't tell what. */
        UNSEALED,
        /** The file of seals is not as it was. */
        SEALS_CHANGED
    }

    /**
     * The first thing that is wrong.
     *
     * @param version of the cart, 1 for its first event
     * @param position in the order of the store
     * @param seal the number of the seal that tells
     */
    record Broken(Fault fault, @Nullable String cartId, @Nullable Long version, @Nullable String type,
            @Nullable Long position, @Nullable Long seal, String detail) {
        String inWords() {
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
                case REORDERED -> "was moved from its place";
                case UNSEALED -> "does not cover what is stored";
                case SEALS_CHANGED -> "was changed, or is gone";
            } + ": " + detail + ".";
        }

        static Broken ofSeals(long seal, String detail) {
            return new Broken(Fault.SEALS_CHANGED, null, null, null, null, seal, detail);
        }
    }
}
