package io.eventcart.platform.projections;

/**
 * One of the two copies of a projection: an event processor, and the tables that only it writes.
 *
 * @param number 1 or 2
 */
public record ProjectionCopy(String projection, int number) {
    static final int FIRST = 1;
    static final int SECOND = 2;

    /** @return the processor's name, which is also the name of its processing group */
    public String processor() {
        return number == FIRST ? projection : projection + "-2";
    }

    String table(String table) {
        return number == FIRST ? table : table + "_2";
    }

    ProjectionCopy other() {
        return new ProjectionCopy(projection, FIRST + SECOND - number);
    }
}
