package io.eventcart.platform.sliceapi;

/**
 * An event whose stored type or revision no code knows. There is none to be had: whoever asks for its payload gets an
 * {@link UnknownEventType}. An aggregate has an event sourcing handler for it, so that it does ask.
 */
public interface UnknownEvent extends DomainEvent {}
