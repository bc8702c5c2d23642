package io.eventcart.platform.sliceapi;

/**
 * Stands for a stored event whose type or revision this version of the app does not know. It has no instances: reading its
 * payload throws {@link UnknownEventType}. An aggregate has an event sourcing handler for it, so that loading the aggregate
 * reads the payload and fails.
 */
public interface UnknownEvent extends DomainEvent {}
