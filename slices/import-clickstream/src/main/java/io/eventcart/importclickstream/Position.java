package io.eventcart.importclickstream;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The position of a line among the lines of its session, written as {@code 2022-10-01T00:00:00Z#0}. It is the operation id of the
 * events that the line causes, so a later import can skip what is already done.
 *
 * @param at the line's time
 * @param n the number of earlier lines of the same session and second, without views and malformed ones
 */
record Position(Instant at, int n) implements Comparable<Position> {
    static final Position BEFORE_ALL = new Position(Instant.MIN, 0);

    private static final Comparator<Position> ORDER = Comparator.comparing(Position::at).thenComparingInt(Position::n);
    private static final Pattern FORM = Pattern.compile("([^#]+)#([0-9]{1,9})");

    /** @return empty if the id has another form */
    static Optional<Position> parse(String operationId) {
        var matcher = FORM.matcher(operationId);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Position(Instant.parse(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return at + "#" + n;
    }
}
