package io.eventcart.platform.sliceapi;

import java.util.List;

/**
 * Where a projection's rows are. Each of its tables is there twice, so that a projection can be rebuilt into one while readers
 * see the other. Readers and writers ask here, each time, which of the two it is.
 */
public interface Tables {
    /** One copy of each table, which is the active one. */
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
        public void publishOnceActive(String table, Runnable update) {
            update.run();
        }

        @Override
        public boolean isRebuilding(String table) {
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
     * Publishes an event handler's update to watchers: after its commit if it writes the active copy, at the switch-over if one is
     * about to come, else never.
     */
    void publishOnceActive(String table, Runnable update);

    /** @return whether this event handler writes a standby copy that is being rebuilt */
    boolean isRebuilding(String table);

    /**
     * Two segments of a projection, or a segment and a dead letter that is tried again, may make the same row at the same moment. The
     * second would fail, and its event be put among the dead letters for no fault of its own.
     *
     * @return the end of an {@code INSERT} that waits for such another transaction, and then does nothing. It is for where an
     *         {@code UPDATE} has found no row, and is followed by the same {@code UPDATE} again
     */
    String ifAbsent();
}
