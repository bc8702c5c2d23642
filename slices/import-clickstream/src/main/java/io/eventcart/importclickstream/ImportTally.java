package io.eventcart.importclickstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the outcomes of an import. */
final class ImportTally {
    /** Bounds the memory for a large file of another format. */
    static final int MOST_LISTED = 10_000;

    private final Map<String, Long> rejected = new TreeMap<>();
    private final List<ImportReport.Malformed> malformed = new ArrayList<>();
    private long malformedNotListed;
    private long rows;
    private long views;
    private long cartsCreated;
    private long itemsAdded;
    private long itemsRemoved;
    private long checkouts;
    private long furtherOrderLines;
    private long alreadyImported;

    void row() {
        rows++;
    }

    void view() {
        views++;
    }

    void cartCreated() {
        cartsCreated++;
    }

    void itemAdded() {
        itemsAdded++;
    }

    void itemRemoved() {
        itemsRemoved++;
    }

    void checkout() {
        checkouts++;
    }

    void rejected(String reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    /** One more line of an order that was decided with its first line. */
    void furtherOrderLine() {
        furtherOrderLines++;
    }

    void alreadyImported() {
        alreadyImported++;
    }

    /** @param file its name, null if there is only one */
    void malformed(@Nullable String file, long line, String fault) {
        if (malformed.size() < MOST_LISTED) {
            malformed.add(new ImportReport.Malformed(file, line, fault));
        } else {
            malformedNotListed++;
        }
    }

    ImportReport report() {
        return new ImportReport(rows, views, cartsCreated, itemsAdded, itemsRemoved, checkouts, furtherOrderLines,
                rejected, malformed, malformedNotListed, alreadyImported);
    }
}
