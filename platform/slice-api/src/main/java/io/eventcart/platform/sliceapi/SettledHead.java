package io.eventcart.platform.sliceapi;

/**
 * The position up to which the order of the stored events is final. A store may assign positions before it commits, so an event can appear behind one
 * with a higher position. A reader that remembers only a position misses such an event, unless it stops here.
 */
public interface SettledHead {
    /** @return the highest position at or before which no event can appear any more; it may be a moment behind the newest event */
    long position();
}
