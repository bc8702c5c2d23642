package io.eventcart.sharedkernel;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Seals what is personal, opens it again, and forgets it: every shopper has a key, and who destroys the key has forgotten. */
public interface PersonalData {
    /**
     * To be called before a command is sent: it may leave the process.
     *
     * @param place the event and field that will bear it
     * @throws ShopperErased if the shopper's data was erased
     */
    <T> Sealed<T> seal(ShopperId owner, T value, Sealed.Place place);

    /**
     * Turns stored data into what a person may read. What was erased becomes {@code {"erased": true}}; what does not open,
     * because somebody has changed or moved it or its key is lost, becomes {@code {"unreadable": true}}, and the log says which.
     *
     * <p>Whoever shows an event calls this, whether it is read from the store or kept in a view.
     *
     * @param data an event's data as JSON; it is not changed
     * @param type the event's stored name
     * @param id of the cart
     * @return the same with every top-level {@link Sealed} opened
     */
    JsonNode readable(JsonNode data, String type, String id);

    /** @return the event's data as JSON, with everything sealed in it opened as {@link #readable(JsonNode, String, String)} does */
    JsonNode readable(RecordedEvent recorded);

    /** @return since when the shopper has a key; empty before the first personal data and after its erasure */
    Optional<Instant> keyMadeAt(ShopperId shopper);

    /** Destroys the shopper's key, for ever. May be called again. */
    void erase(ShopperId shopper);
}
