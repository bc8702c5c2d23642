package io.eventcart.platform.sliceapi;

/** An event, stored for ever. {@link StoredAs} gives its name in the store, Axon's {@code @Revision} the version of its shape. */
public interface DomainEvent {
    /** @return the id of its stream, such as the id of its aggregate */
    String stream();

    /** @return the type of that stream in the store */
    String streamType();
}
