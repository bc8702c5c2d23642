package io.eventcart.eventmodels.picture;

import java.util.ArrayList;
import java.util.List;

/** Measures and wraps text with the widths of Helvetica, without fonts, so the result is the same on every machine. */
final class TextLayout {
    private static final int[] WIDTHS = {278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
            556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, // 0 to @
            667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
            667,
            944, 667, 667, 611, 278, 278, 278, 469, 556, 333, // A to `
            556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556,
            500,
            722, 500, 500, 500, 334, 260, 334, 584}; // a to ~
    private static final int OTHER = 600;
    /** Bold text and substitute fonts are a little wider. */
    private static final double ROOM = 1.08;

    private TextLayout() {}

    static int width(String text, double size) {
        var sum = text.chars().map(c -> c >= ' ' && c <= '~' ? WIDTHS[c - ' '] : OTHER).sum();
        return (int) Math.ceil(sum * size * ROOM / 1000);
    }

    /** @return lines of at most that width, broken between words if possible */
    static List<String> wrap(String text, double size, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : List.of(text.strip().split("\\s+", -1))) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, size) <= width) {
                line.setLength(0);
                line.append(longer);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
            }
            line.setLength(0);
            line.append(broken(word, size, width, lines));
        }
        lines.add(line.toString());
        return lines;
    }

    /** Breaks a word that is too long for a line. */
    private static String broken(String word, double size, int width, List<String> lines) {
        var rest = word;
        while (width(rest, size) > width && rest.length() > 1) {
            var end = rest.length() - 1;
            while (end > 1 && width(rest.substring(0, end), size) > width) {
                end--;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    /** @return the text, truncated with … to that width */
    static String cut(String text, double size, int width) {
        if (width(text, size) <= width) {
            return text;
        }
        var end = text.length();
        while (end > 0 && width(text.substring(0, end) + "…", size) > width) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
