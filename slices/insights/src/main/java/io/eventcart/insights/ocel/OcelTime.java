package io.eventcart.insights.ocel;

/** Times of a log: ISO 8601 in UTC, always with six decimals, for readers that take the form of the first time for the form of all. */
final class OcelTime {
    private OcelTime() {}

    /** @return an expression of DuckDB: a time or date as text; a time with a zone does not depend on the session's zone */
    static String expression(String column) {
        return "strftime(make_timestamp(epoch_us(" + column + ")), '%Y-%m-%dT%H:%M:%S.%fZ')";
    }
}
