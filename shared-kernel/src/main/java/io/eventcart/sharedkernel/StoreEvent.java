package io.eventcart.sharedkernel;

/**
 * Something that happened to the event store as a whole. It stands in a stream of its own and bears {@link StoredAs} and Axon's
 * {@code @Revision} as a {@link CartEvent} does.
 */
public interface StoreEvent {}
