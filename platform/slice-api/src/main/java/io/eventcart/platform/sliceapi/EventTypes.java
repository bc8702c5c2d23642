package io.eventcart.platform.sliceapi;

import java.util.Map;

/** The events that this release knows. */
public interface EventTypes {
    /** @return the record of each event by its stored name, such as {@code cart.item-added}, sorted by the name */
    Map<String, Class<? extends DomainEvent>> byName();
}
