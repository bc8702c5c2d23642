package io.eventcart.eventmodels;

/**
 * An arrow, as declared by one of its ends. Either end may declare it, or both.
 *
 * @param id of the other end
 */
public record Dependency(String id, Direction type, String title, Element.Type elementType) {
    /** The direction of the arrow, seen from this end. */
    public enum Direction {
        INBOUND, OUTBOUND
    }
}
