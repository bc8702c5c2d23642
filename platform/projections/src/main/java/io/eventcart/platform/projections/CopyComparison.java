package io.eventcart.platform.projections;

import java.util.List;

/**
 * How the rows of the two copies compare, each table's together.
 *
 * @param compared rows whose key is on both copies
 * @param examples keys of some that differ or are on one copy only
 */
record CopyComparison(long compared, long equal, long different, long onlyInOld, long onlyInNew,
        List<String> examples) {
    static final CopyComparison NOTHING = new CopyComparison(0, 0, 0, 0, 0, List.of());
    static final int MOST_EXAMPLES = 5;

    boolean isEqual() {
        return different + onlyInOld + onlyInNew == 0;
    }

    CopyComparison plus(CopyComparison more) {
        var all = new java.util.ArrayList<>(examples);
        all.addAll(more.examples);
        return new CopyComparison(compared + more.compared, equal + more.equal, different + more.different,
                onlyInOld + more.onlyInOld, onlyInNew + more.onlyInNew,
                List.copyOf(all.subList(0, Math.min(all.size(), MOST_EXAMPLES))));
    }
}
