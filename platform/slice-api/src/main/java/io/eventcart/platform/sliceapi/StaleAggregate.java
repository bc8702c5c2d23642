package io.eventcart.platform.sliceapi;

import org.axonframework.modelling.command.ConcurrencyException;

/** A decision saw an old state: another instance has stored an event meanwhile. Decide again. */
@SuppressWarnings("serial")
public final class StaleAggregate extends ConcurrencyException {
    /** Identifies the fault when another instance sends it as text. */
    public static final String FAULT = "is no longer at version";

    public StaleAggregate(String aggregate, long version) {
        super(aggregate + " " + FAULT + " " + version);
    }
}
