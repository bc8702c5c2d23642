package io.eventcart.insights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows as columns of text, numbers to the right. */
final class TextTable {
    private static final int WIDEST = 60;

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] isNumber;

    TextTable(List<String> header) {
        this.header = header;
        this.isNumber = new boolean[header.size()];
        Arrays.fill(isNumber, true);
    }

    static TextTable of(QueryAnswer answer) {
        var table = new TextTable(answer.columns().stream().map(column -> column.name()).toList());
        answer.rows().forEach(table::row);
        return table;
    }

    TextTable row(List<? extends @Nullable Object> values) {
        var row = new ArrayList<String>();
        for (var i = 0; i < values.size(); i++) {
            var value = values.get(i);
            isNumber[i] &= value == null || value instanceof Number;
            row.add(cell(value));
        }
        rows.add(row);
        return this;
    }

    /** In one line, without characters that would move the cursor. */
    private static String cell(@Nullable Object value) {
        var text = Objects.toString(value, "").replaceAll("\\p{Cntrl}", " ");
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }

    @Override
    public String toString() {
        var widths = new int[header.size()];
        for (var i = 0; i < widths.length; i++) {
            var column = i;
            widths[i] = Math.max(header.get(i).length(),
                    rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
        }
        var text = new StringBuilder();
        append(text, header, widths);
        append(text, IntStream.of(widths).mapToObj("-"::repeat).toList(), widths);
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var gap = widths[i] - cells.get(i).length();
            line.append(i == 0 ? "" : "  ").repeat(' ', isNumber[i] ? gap : 0).append(cells.get(i)).repeat(' ',
                    isNumber[i] ? 0 : gap);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
