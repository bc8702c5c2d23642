package io.eventcart.insights.sql;

/**
 * A token of a caller's text.
 *
 * @param start index of its first character
 * @param end index after its last character
 */
record SqlToken(SqlToken.Kind kind, int start, int end) {
    /** What a token is. Space and comments are no tokens. */
    enum Kind {
        /** A bare word: a keyword or an unquoted name. */
        WORD,
        /** A string or a quoted name. */
        QUOTED, NUMBER,
        /** One character. */
        SYMBOL
    }

    boolean isWord(String text, String word) {
        return kind == Kind.WORD && end - start == word.length()
                && text.regionMatches(true, start, word, 0, word.length());
    }

    boolean isSymbol(String text, char symbol) {
        return kind == Kind.SYMBOL && text.charAt(start) == symbol;
    }
}
