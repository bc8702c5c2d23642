package io.eventcart.audittrail;

import io.eventcart.audittrail.AuditEntry.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The position of an entry in the audit trail: by time, then accepted before rejected, then by id.
 *
 * @param id of the row in its outcome's table
 */
record Cursor(Instant at, Outcome outcome, long id) implements Comparable<Cursor> {
    static final Cursor START = new Cursor(Instant.EPOCH.minus(365_000, ChronoUnit.DAYS), Outcome.ACCEPTED, 0);
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})([ar])(\\d{1,18})");
    private static final Comparator<Cursor> ORDER = Comparator.comparing(Cursor::at).thenComparing(Cursor::outcome)
            .thenComparingLong(Cursor::id);

    public static Cursor of(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is not the next of an earlier answer: leave it out to begin anew");
        }
        return new Cursor(Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                parts.group(2).equals("a") ? Outcome.ACCEPTED : Outcome.REJECTED, Long.parseLong(parts.group(3)));
    }

    /** @return the id after which to continue among rows of that outcome with the same time */
    long idFor(Outcome table) {
        var order = table.compareTo(outcome);
        return order == 0 ? id : order < 0 ? Long.MAX_VALUE : -1;
    }

    @Override
    public int compareTo(Cursor other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + (outcome == Outcome.ACCEPTED ? "a" : "r") + id;
    }
}
