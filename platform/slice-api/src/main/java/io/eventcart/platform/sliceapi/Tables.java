package io.eventcart.platform.sliceapi;

import java.util.List;

/**
 * Where a projection's rows are. Each of its tables is there twice, so that a projection can be rebuilt into one while readers
 * see the other; whoever reads or writes asks here, each time, which of the two it is.
 */
public interface Tables {
    /** Each table once, and everybody sees it. */
    Tables ONE_OF_EACH = new Tables() {
        @Override
        public String name(String table) {
            return table;
        }

        @Override
        public List<String> all(String table) {
            return List.of(table);
        }

        @Override
        public void onceShown(String table, Runnable news) {
            news.run();
        }

        @Override
        public boolean areRebuilt(String table) {
            return false;
        }

        @Override
        public String ifAbsent() {
            return "";
        }
    };

    /**
     * @param table of one of the projections, as {@link KeptIn} names it
     * @return its name: within an event handler that of the one to write to, elsewhere that of the active one
     * @throws IllegalArgumentException if no projection has such a table
     */
    String name(String table);

    /** @return the names of both, for what must be found in neither */
    List<String> all(String table);

    /**
     * Tells watchers what an event handler has changed: after its commit if the table that it writes is the active one, at
     * the switch-over if that is under way, and else never.
     */
    void onceShown(String table, Runnable news);

    /** @return whether the table that this event handler writes is being made anew out of all events */
    boolean areRebuilt(String table);

    /**
     * Two segments of a projection, or a segment and a dead letter that is tried again, may make the same row at the same moment. The
     * second would fail, and its event be put among the dead letters for no fault of its own.
     *
     * @return the end of an {@code INSERT} that waits for such another transaction, and then does nothing. It is for where an
     *         {@code UPDATE} has found no row, and is followed by the same {@code UPDATE} again
     */
    String ifAbsent();
}
