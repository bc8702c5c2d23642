package io.eventcart.insights.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into tokens as DuckDB's parser does: strings in '…', E'…' and $tag$…$tag$, names in "…", comments in two forms, of which
 * the second nests. Nothing is decided by it that DuckDB's parser does not confirm later.
 */
final class SqlScanner {
    private final String text;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private SqlScanner(String text) {
        this.text = text;
    }

    static List<SqlToken> tokens(String text) {
        var scanner = new SqlScanner(text);
        while (scanner.at < text.length()) {
            scanner.next();
        }
        return scanner.tokens;
    }

    private void next() {
        var c = text.charAt(at);
        var start = at;
        if (isSpace(c)) {
            at++;
        } else if (text.startsWith("--", at)) {
            at = endOf("\n", at);
        } else if (text.startsWith("/*", at)) {
            skipComment();
        } else if (c == '\'' || c == '"') {
            at = endOfQuoted(at, c, false);
            add(SqlToken.Kind.QUOTED, start);
        } else if (c == '$' && dollarTag() > 0) {
            var tag = text.substring(at, dollarTag());
            at = endOf(tag, at + tag.length());
            add(SqlToken.Kind.QUOTED, start);
        } else if ((c == 'e' || c == 'E') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            at = endOfQuoted(at + 1, '\'', true);
            add(SqlToken.Kind.QUOTED, start);
        } else if (isDigit(c)) {
            skipWhile(part -> isPartOfName(part) || part == '.');
            add(SqlToken.Kind.NUMBER, start);
        } else if (isPartOfName(c)) {
            skipWhile(part -> isPartOfName(part) || part == '$');
            add(SqlToken.Kind.WORD, start);
        } else {
            at++;
            add(SqlToken.Kind.SYMBOL, start);
        }
    }

    private void add(SqlToken.Kind kind, int start) {
        tokens.add(new SqlToken(kind, start, at));
    }

    private interface Part {
        boolean is(char c);
    }

    private void skipWhile(Part part) {
        while (at < text.length() && part.is(text.charAt(at))) {
            at++;
        }
    }

    private void skipComment() {
        var open = 0;
        do {
            if (text.startsWith("/*", at)) {
                open++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                open--;
                at += 2;
            } else {
                at++;
            }
        } while (open > 0 && at < text.length());
    }

    private int endOf(String mark, int from) {
        var found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private int endOfQuoted(int start, char quote, boolean hasEscapes) {
        for (var i = start + 1; i < text.length(); i++) {
            if (hasEscapes && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                if (i + 1 == text.length() || text.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
        }
        return text.length();
    }

    /** @return the index after the tag that begins here, or -1 for a parameter such as $1 */
    private int dollarTag() {
        var end = at + 1;
        while (end < text.length() && isPartOfName(text.charAt(end))) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '$' && !isDigit(text.charAt(at + 1)) ? end + 1 : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPartOfName(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x80 && !isSpace(c));
    }

    /** DuckDB takes the spaces of Unicode for spaces. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || (c >= '\u200B' && c <= '\u200F')
                || c == '\uFEFF';
    }
}
