package io.eventcart.platform.sliceapi;

import java.util.UUID;

/** The key of a person was destroyed, so nothing can be encrypted for them any more. */
@SuppressWarnings("serial")
public final class PersonErased extends RuntimeException {
    public PersonErased(UUID person) {
        super("the key of " + person + " was destroyed");
    }
}
