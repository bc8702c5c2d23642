package io.eventcart.insights.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's text as DuckDB's parser gets it: with every bare word {@code at} in quotes, since DuckDB reserves it and every table has
 * such a column. What the parser could choke on is refused before it sees it.
 */
final class SqlText {
    /** Enough for a page of SQL. Bounds what the parser has to do. */
    private static final int MAX_LENGTH = 20_000;
    private static final int MAX_BRACKETS = 100;
    /** The parser copies the operand of a CASE into each of its branches. */
    private static final int MAX_CASE_OPERAND = 60;

    private final String written;
    private final String quoted;
    /** Where words were quoted: indexes in the caller's text, ascending. */
    private final List<Integer> quotes;

    private SqlText(String written, String quoted, List<Integer> quotes) {
        this.written = written;
        this.quoted = quoted;
        this.quotes = quotes;
    }

    static SqlText of(String written) {
        if (written.length() > MAX_LENGTH) {
            throw SqlRefused.of("The statement has " + written.length() + " characters. At most " + MAX_LENGTH + " are allowed.");
        }
        var zero = written.indexOf('\0');
        if (zero >= 0) {
            throw SqlRefused.at(SqlPlace.of(written, zero), "The statement contains a NUL character.");
        }
        var tokens = SqlScanner.tokens(written);
        refuseDeepBrackets(written, tokens);
        refuseLargeCaseOperands(written, tokens);
        return quoted(written, tokens);
    }

    /** A statement that was made from a checked tree, which needs no quoting. */
    static SqlText made(String text) {
        return new SqlText(text, text, List.of());
    }

    String quoted() {
        return quoted;
    }

    private static void refuseDeepBrackets(String text, List<SqlToken> tokens) {
        var depth = 0;
        for (var token : tokens) {
            if (token.kind() == SqlToken.Kind.SYMBOL) {
                var c = text.charAt(token.start());
                depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
                if (depth > MAX_BRACKETS) {
                    throw SqlRefused.at(SqlPlace.of(text, token.start()), "More than " + MAX_BRACKETS + " brackets are open. Nest less.");
                }
            }
        }
    }

    private static void refuseLargeCaseOperands(String text, List<SqlToken> tokens) {
        // How many tokens the operand of each open CASE has so far; -1 once its first WHEN is read.
        var open = new ArrayList<Integer>();
        for (var token : tokens) {
            var last = open.size() - 1;
            var inOperand = last >= 0 && open.get(last) >= 0;
            if (token.isWord(text, "case")) {
                if (inOperand) {
                    throw SqlRefused.at(SqlPlace.of(text, token.start()), "The operand of a CASE contains a CASE. Name it in a subquery.");
                }
                open.add(0);
            } else if (token.isWord(text, "when") && inOperand) {
                open.set(last, -1);
            } else if (token.isWord(text, "end") && last >= 0) {
                open.removeLast();
            } else if (inOperand && open.set(last, open.get(last) + 1) >= MAX_CASE_OPERAND) {
                throw SqlRefused.at(SqlPlace.of(text, token.start()), "The operand of a CASE is too long. Name it in a subquery.");
            }
        }
    }

    private static SqlText quoted(String text, List<SqlToken> tokens) {
        var quotes = new ArrayList<Integer>();
        var quoted = new StringBuilder(text);
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.isWord(text, "at") && !isKeyword(text, tokens, i)) {
                quoted.insert(token.start() + quotes.size(), '"').insert(token.end() + quotes.size() + 1, '"');
                quotes.add(token.start());
                quotes.add(token.end());
            }
        }
        return new SqlText(text, quoted.toString(), quotes);
    }

    private static boolean isKeyword(String text, List<SqlToken> tokens, int at) {
        var next = at + 1 < tokens.size() ? tokens.get(at + 1) : null;
        var afterNext = at + 2 < tokens.size() ? tokens.get(at + 2) : null;
        return next != null && (next.isSymbol(text, '(') || next.isWord(text, "local")
                || (next.isWord(text, "time") && afterNext != null && afterNext.isWord(text, "zone")));
    }

    /** @param offset in bytes of UTF-8 of the quoted text, as the nodes of DuckDB's tree have it */
    @Nullable
    SqlPlace placeOfByte(long offset) {
        var bytes = 0L;
        for (var i = 0; i < quoted.length();) {
            if (bytes >= offset) {
                return place(i);
            }
            var c = quoted.codePointAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            i += Character.charCount(c);
        }
        return bytes >= offset ? place(quoted.length()) : null;
    }

    /** @param offset in characters of the quoted text, as DuckDB's parser tells it */
    @Nullable
    SqlPlace placeOfCharacter(int offset) {
        return offset < 0 || offset > quoted.codePointCount(0, quoted.length()) ? null : place(quoted.offsetByCodePoints(0, offset));
    }

    private SqlPlace place(int index) {
        var before = 0;
        // The n-th quote stands n characters further right in the quoted text.
        while (before < quotes.size() && quotes.get(before) + before < index) {
            before++;
        }
        return SqlPlace.of(written, Math.min(index - before, written.length()));
    }
}
