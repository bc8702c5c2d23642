package io.eventcart.insights.sql;

/**
 * A place in the caller's text.
 *
 * @param line from 1
 * @param column from 1, in characters as a reader counts them: a supplementary character is one
 */
record SqlPlace(int line, int column) {
    static SqlPlace of(String text, int index) {
        var line = 1;
        var start = 0;
        for (var i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new SqlPlace(line, text.codePointCount(start, index) + 1);
    }
}
