package io.eventcart.importclickstream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of an import. Every line has one outcome: views, items added and removed, checkouts, further order lines, rejected,
 * malformed and already imported lines add up to {@code rows}.
 *
 * @param rows lines read, malformed ones included, headers not
 * @param checkouts accepted orders, each counted with its first line
 * @param furtherOrderLines the other lines of orders, accepted or rejected with the first one
 * @param rejected the number of rejections by kind
 * @param malformed lines that were skipped, in the order of the files
 * @param malformedNotListed the number of malformed lines beyond {@link ImportTally#MOST_LISTED}; absent from the JSON if 0
 * @param alreadyImported lines that an earlier import or file has decided
 */
record ImportReport(long rows, long views, long cartsCreated, long itemsAdded, long itemsRemoved, long checkouts,
        long furtherOrderLines, Map<String, Long> rejected, List<Malformed> malformed,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long malformedNotListed, long alreadyImported) {
    private static final int MALFORMED_PRINTED = 10;

    /**
     * @param file its name, null if there is only one
     * @param line its number; the header is line 1
     */
    record Malformed(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String file, long line, String fault) {}

    ImportReport {
        SortedMap<String, Long> sorted = new TreeMap<>(rejected);
        rejected = Collections.unmodifiableSortedMap(sorted);
        malformed = List.copyOf(malformed);
    }

    /** @throws tools.jackson.core.JacksonException if it can't be written there */
    void writeJson(Path to) {
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(to, this);
    }

    /** @param took the duration from the first line to the last */
    String table(Duration took) {
        var table = new StringBuilder();
        row(table, "lines read, each counted once:", rows);
        row(table, "  views", views);
        row(table, "  items added", itemsAdded);
        row(table, "  items removed", itemsRemoved);
        row(table, "  checkouts", checkouts);
        row(table, "  further lines of an order", furtherOrderLines);
        rejected.forEach((reason, times) -> row(table, "  rejected: " + reason, times));
        row(table, "  imported already", alreadyImported);
        row(table, "  malformed", malformed.size() + malformedNotListed);
        malformed.stream().limit(MALFORMED_PRINTED).forEach(each -> table.append(
                "    %sline %d: %s%n".formatted(each.file() == null ? "" : each.file() + ", ", each.line(),
                        each.fault())));
        if (malformed.size() > MALFORMED_PRINTED) {
            table.append("    and more; --report FILE lists them%n".formatted());
        }
        row(table, "carts created", cartsCreated);
        row(table, "lines a second", Math.round(rows / Math.max(took.toNanos() / 1e9, 1e-3)));
        return table.toString();
    }

    private static void row(StringBuilder table, String what, long count) {
        table.append(String.format(Locale.ROOT, "%-32s %,12d%n", what, count));
    }
}
