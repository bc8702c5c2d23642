package io.eventcart.insights.copy;

/**
 * What a copy contains.
 *
 * @param position of the newest event in it
 * @param events how many
 */
record CopyState(long position, long events) {
    static final CopyState NOTHING = new CopyState(0, 0);
}
