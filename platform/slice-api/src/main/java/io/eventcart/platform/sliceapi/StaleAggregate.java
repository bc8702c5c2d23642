package io.eventcart.platform.sliceapi;

import org.axonframework.modelling.command.ConcurrencyException;

/** The state that a decision saw is not the latest: another instance has written meanwhile. To be decided again. */
@SuppressWarnings("serial")
public final class StaleAggregate extends ConcurrencyException {
    /** By which it is known when it comes from another instance, as a text. */
    public static final String FAULT = "is no longer at version";

    public StaleAggregate(String aggregate, long version) {
        super(aggregate + " " + FAULT + " " + version);
    }
}
