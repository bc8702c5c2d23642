package io.eventcart.platform.projections;

import java.util.List;

/**
 * The result of comparing the rows of the two copies, summed up over all tables.
 *
 * @param compared rows whose key is in both copies
 * @param different rows whose key is in both copies and whose other columns differ
 * @param onlyInOld rows in the active copy only
 * @param onlyInNew rows in the rebuilt copy only
 * @param examples tables and keys of rows that differ or are in one copy only, 5 at most
 */
record CopyComparison(long compared, long equal, long different, long onlyInOld, long onlyInNew,
        List<String> examples) {
    static final CopyComparison NOTHING = new CopyComparison(0, 0, 0, 0, 0, List.of());
    static final int MAX_EXAMPLES = 5;

    boolean isEqual() {
        return different + onlyInOld + onlyInNew == 0;
    }

    CopyComparison plus(CopyComparison more) {
        var all = new java.util.ArrayList<>(examples);
        all.addAll(more.examples);
        return new CopyComparison(compared + more.compared, equal + more.equal, different + more.different,
                onlyInOld + more.onlyInOld, onlyInNew + more.onlyInNew,
                List.copyOf(all.subList(0, Math.min(all.size(), MAX_EXAMPLES))));
    }
}
