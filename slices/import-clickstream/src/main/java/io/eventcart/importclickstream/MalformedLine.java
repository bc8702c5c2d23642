package io.eventcart.importclickstream;

/** A line that is not a {@link Click}. The message names the fault. */
@SuppressWarnings("serial")
final class MalformedLine extends Exception {
    private static final int LONGEST_QUOTE = 40;

    MalformedLine(String fault) {
        super(fault, null, false, false);
    }

    /** @return the text in quotes, safe for a terminal: short, and without control characters */
    static String quoted(String text) {
        var shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
