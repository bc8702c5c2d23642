package io.eventcart.importclickstream;

/** A line that is not a {@link Click}. The message names the fault. */
@SuppressWarnings("serial")
final class MalformedLine extends Exception {
    private static final int MAX_QUOTE_LENGTH = 40;

    MalformedLine(String fault) {
        super(fault, null, false, false);
    }

    /** @return the text in quotes, safe for a terminal: short, and without control characters */
    static String quoted(String text) {
        var shortened = text.length() <= MAX_QUOTE_LENGTH ? text : text.substring(0, MAX_QUOTE_LENGTH) + "…";
        return "'" + shortened.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
