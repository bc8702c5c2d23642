package io.eventcart.platform.sliceapi;

/**
 * Something that happened, as it is stored for ever. It bears {@link StoredAs} for the name that it has in the store, and Axon's
 * {@code @Revision} for the version of its form.
 */
public interface DomainEvent {
    /** @return the name of the stream that it stands in, such as the id of its aggregate */
    String stream();

    /** @return the type of that stream, as the store names it */
    String streamType();
}
