package io.eventcart.platform.sliceapi;

import java.util.UUID;
import java.util.stream.Stream;

/**
 * Personal data outside the events, such as a view or a table of calls. Each bean of this type returns it when a person asks for
 * their data, and deletes it when the person is erased.
 */
public interface HeldData {
    /** Its name in the answer of {@code GET /api/shoppers/{id}/data}, such as {@code receipts}. */
    String name();

    /** @return the data of that person, decrypted, oldest first, read lazily; close the stream */
    Stream<?> of(UUID person);

    /** Deletes personal data that is not encrypted. Idempotent. */
    default void forget(UUID person) {}
}
