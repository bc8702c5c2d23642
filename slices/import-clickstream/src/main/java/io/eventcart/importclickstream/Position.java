package io.eventcart.importclickstream;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a line stands among the lines of its session. It is written as {@code 2022-10-01T00:00:00Z#0} and is the operation
 * id of the events that the line brings about, which is how a later import knows what it need not do again.
 *
 * @param at the line's time
 * @param n how many lines of the session and second stand before it, views and malformed ones left aside
 */
record Position(Instant at, int n) implements Comparable<Position> {
    static final Position BEFORE_ALL = new Position(Instant.MIN, 0);

    private static final Comparator<Position> ORDER = Comparator.comparing(Position::at).thenComparingInt(Position::n);
    private static final Pattern FORM = Pattern.compile("([^#]+)#([0-9]{1,9})");

    /** @return empty if it is some other operation's id */
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
