package io.eventcart.eventmodels;

/**
 * An arrow, as one of its ends has it. Either end may say it; both may.
 *
 * @param id of the other end
 */
public record Dependency(String id, Direction type, String title, Element.Type elementType) {
    /** Whether the arrow comes from the other end or goes to it. */
    public enum Direction {
        INBOUND, OUTBOUND
    }
}
