package io.eventcart.insights.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an answer: SHA-256 over the names of its columns, then its rows in order. Each part is written with its kind and its length
 * before it, so that no two answers are written alike.
 *
 * <p>A double counts with 12 significant digits: parallel threads add up in no fixed order, which changes the last ones.
 */
final class AnswerHash {
    private static final MathContext DIGITS = new MathContext(12);

    private final MessageDigest digest;

    AnswerHash(List<AnswerColumn> columns) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        open('c', columns.size());
        columns.forEach(column -> text('s', column.name()));
    }

    void add(List<@Nullable Object> row) {
        value(row);
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> open('n', 0);
            case List<?> list -> {
                open('l', list.size());
                list.forEach(this::value);
            }
            case Map<?, ?> map -> {
                open('m', map.size());
                map.forEach((key, part) -> {
                    text('s', key.toString());
                    value(part);
                });
            }
            case Double number -> text('f', new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString());
            case Float number -> text('f', new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString());
            case BigDecimal number -> text('d', number.toPlainString());
            case Number number -> text('i', number.toString());
            case Boolean truth -> text('b', truth.toString());
            case String text -> text('s', text);
            default -> text('j', value.toString());
        }
    }

    private void text(char kind, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        open(kind, bytes.length);
        digest.update(bytes);
    }

    private void open(char kind, int size) {
        digest.update((kind + Integer.toString(size) + ":").getBytes(StandardCharsets.UTF_8));
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
