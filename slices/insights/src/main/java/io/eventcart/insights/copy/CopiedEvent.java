package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in the form in which it is copied.
 *
 * @param event in its newest form
 * @param data its JSON without personal data
 * @param cartId the cart that it happened to; null if it happened to none
 * @param shopperId the shopper that it names itself; null if it names none
 * @param fields the values of its own table's columns; null if it has no table, or its data does not fit the table
 */
@SuppressWarnings("ArrayRecordComponent") // It is read once, right away.
record CopiedEvent(StoredEvent event, String data, @Nullable UUID cartId, @Nullable UUID shopperId,
        @Nullable Object @Nullable [] fields) {}
