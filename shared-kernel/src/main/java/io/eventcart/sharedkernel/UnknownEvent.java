package io.eventcart.sharedkernel;

/**
 * An event whose stored type or revision no code knows. There is none to be had: whoever asks for its payload gets an
 * {@link UnknownEventType}. It is a cart's event so that reading a cart does ask.
 */
public interface UnknownEvent extends CartEvent {}
