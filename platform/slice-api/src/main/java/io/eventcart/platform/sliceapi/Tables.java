package io.eventcart.platform.sliceapi;

import java.util.List;

/**
 * Names the tables of the projections. Each table exists twice: a rebuild fills the standby copy while readers see the active
 * one. Readers and writers ask for the name each time.
 */
public interface Tables {
    /** A single copy of each table, which is the active one. */
    Tables SINGLE_COPY = new Tables() {
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
     * @return the name of a copy: within an event handler, of the copy that the handler writes; elsewhere, of the active one
     * @throws IllegalArgumentException if no projection has such a table
     */
    String name(String table);

    /** @return the names of both copies, for data that neither may contain */
    List<String> all(String table);

    /**
     * Publishes an event handler's update to watchers. An update of the active copy is published after its commit. An update of
     * the standby copy is published at the switch-over if that comes within seconds, else never.
     */
    void publishOnceActive(String table, Runnable update);

    /** @return whether this event handler writes a standby copy that is being rebuilt */
    boolean isRebuilding(String table);

    /**
     * Two segments of a projection, or a segment and the retry of a dead letter, may insert the same row at the same moment. The
     * second insert would fail, and its event would become a dead letter though it has no fault.
     *
     * @return the end of an {@code INSERT} that waits for the other transaction and then does nothing. Use it after an
     *         {@code UPDATE} that found no row, and repeat the {@code UPDATE} after it
     */
    String ifAbsent();
}
