package io.eventcart.forgetshopper;

import io.eventcart.platform.sliceapi.HeldData;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartsOfShopper;
import io.eventcart.sharedkernel.RecordedEvent;
import io.eventcart.sharedkernel.ShopperId;
import io.eventcart.sharedkernel.UnreadableEvent;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All data about a shopper: carts with all events, the key, and the records in views and tables. */
@Component
final class ShopperRecords {
    private final CartsOfShopper carts;
    private final CartHistory history;
    private final PersonalData personal;
    private final List<HeldData> held;
    private final Erasures erasures;
    private final JsonMapper json;

    ShopperRecords(CartsOfShopper carts, CartHistory history, PersonalData personal, List<HeldData> held,
            Erasures erasures, JsonMapper json) {
        this.carts = carts;
        this.history = history;
        this.personal = personal;
        this.held = held;
        this.erasures = erasures;
        this.json = json;
    }

    /** An event of a cart, as its shopper may read it. */
    record Event(long version, String type, String revision, Instant at, @Nullable String actor,
            @Nullable String command, @Nullable String correlationId, @Nullable String causationId, JsonNode data) {}

    /** @return whether there is any data; it may be missing for a moment after the shopper's first call */
    boolean areThereOf(ShopperId shopper) {
        return !carts.of(shopper).isEmpty() || personal.keyMadeAt(shopper.value()).isPresent()
                || erasures.timeOf(shopper).isPresent() || held.stream().anyMatch(data -> isAnyOf(shopper, data));
    }

    private static boolean isAnyOf(ShopperId shopper, HeldData data) {
        try (var records = data.of(shopper.value())) {
            return records.findAny().isPresent();
        }
    }

    /** Writes one JSON object, event by event, so memory does not grow with the amount of data. */
    void write(ShopperId shopper, OutputStream out) {
        var erasedAt = erasures.timeOf(shopper);
        try (var to = json.createGenerator(out)) {
            to.writeStartObject();
            to.writePOJOProperty("shopperId", shopper);
            to.writeBooleanProperty("erased", erasedAt.isPresent());
            to.writePOJOProperty("erasedAt", erasedAt.orElse(null));
            to.writePOJOProperty("keyMadeAt", personal.keyMadeAt(shopper.value()).orElse(null));
            to.writeArrayPropertyStart("carts");
            carts.of(shopper).forEach(cart -> write(cart, to));
            to.writeEndArray();
            held.forEach(data -> write(data, shopper, to));
            to.writeEndObject();
        }
    }

    private void write(CartId cart, JsonGenerator to) {
        to.writeStartObject();
        to.writePOJOProperty("cartId", cart);
        to.writeArrayPropertyStart("events");
        var unreadable = writeReadable(cart, to);
        to.writeEndArray();
        unreadable.ifPresent(why -> to.writeStringProperty("unreadable", why));
        to.writeEndObject();
    }

    /** @return why the events after the written ones can't be read */
    private Optional<String> writeReadable(CartId cart, JsonGenerator to) {
        try (var events = history.of(cart)) {
            events.map(this::event).forEach(to::writePOJO);
            return Optional.empty();
        } catch (RuntimeException e) {
            if (!UnreadableEvent.isToBlameFor(e)) {
                throw e;
            }
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Event event(RecordedEvent recorded) {
        return new Event(recorded.version(), recorded.type(), recorded.revision(), recorded.at(),
                recorded.metaDataText(MetaDataKeys.ACTOR), recorded.metaDataText(MetaDataKeys.COMMAND),
                recorded.metaDataText(MetaDataKeys.CORRELATION_ID), recorded.metaDataText(MetaDataKeys.CAUSATION_ID),
                recorded.readable(personal));
    }

    private static void write(HeldData data, ShopperId shopper, JsonGenerator to) {
        to.writeArrayPropertyStart(data.name());
        try (Stream<?> records = data.of(shopper.value())) {
            records.forEach(to::writePOJO);
        }
        to.writeEndArray();
    }
}
