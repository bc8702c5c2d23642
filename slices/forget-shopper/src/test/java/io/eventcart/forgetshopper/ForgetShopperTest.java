package io.eventcart.forgetshopper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.forgetshopper.ForgetShopper.Erasure;
import io.eventcart.forgetshopper.ForgetShopperHandler.ShopperNotFound;
import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.HeldData;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperEvent;
import io.eventcart.sharedkernel.ShopperId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ForgetShopperTest {
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ForgetShopper FORGET = new ForgetShopper(ANNA);
    private static final ShopperDataErased ERASED = new ShopperDataErased(ANNA);

    private final EventStore store = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Erasures erasures = new Erasures(store);
    private final Keys keys = new Keys();
    private final Calls calls = new Calls();
    private final Set<CartId> carts = new HashSet<>();
    private final ShopperRecords records = new ShopperRecords(shopper -> List.copyOf(carts), new CartHistory(store),
            keys, List.of(calls), erasures, JsonMapper.builder().build());
    private final ForgetShopperHandler handler = new ForgetShopperHandler(erasures, records);

    @Test
    void a_shopper_with_a_cart_is_forgotten() {
        carts.add(CART);

        assertThat(forget().getPayload().shopperId()).isEqualTo(ANNA);
        assertThat(stored()).extracting(DomainEventMessage::getPayload).isEqualTo(List.of(ERASED));
    }

    @Test
    void the_event_stands_in_a_stream_of_the_shoppers_own() {
        carts.add(CART);
        forget();

        assertThat(stored()).allSatisfy(event -> {
            assertThat(event.getType()).isEqualTo("shopper");
            assertThat(event.getAggregateIdentifier()).isEqualTo("shopper:" + ANNA);
            assertThat(event.getSequenceNumber()).isZero();
        });
        assertThat(store.readEvents(ANNA.toString()).hasNext()).isFalse();
    }

    @Test
    void a_shopper_without_a_cart_is_known_by_a_key_or_by_what_a_table_holds() {
        keys.made = Optional.of(Instant.EPOCH);
        assertThat(records.areThereOf(ANNA)).isTrue();

        keys.made = Optional.empty();
        assertThat(records.areThereOf(ANNA)).isFalse();

        calls.keys.add("order 7");
        assertThat(records.areThereOf(ANNA)).isTrue();
    }

    @Test
    void a_shopper_of_whom_nothing_is_held_is_not_found() {
        assertThat(forget().exceptionResult()).isInstanceOf(ShopperNotFound.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void the_rejection_of_an_unknown_shopper_names_them() {
        assertThatExceptionOfType(ShopperNotFound.class)
                .isThrownBy(() -> ForgetShopperHandler.decide(false, false, FORGET))
                .satisfies(rejection -> {
                    assertThat(rejection.details().kind()).isEqualTo("shopper-not-found");
                    assertThat(rejection.details().facts()).isEqualTo(Map.of("shopperId", ANNA.toString()));
                });
    }

    @Test
    void a_second_erasure_changes_nothing_and_is_answered_as_the_first_was() {
        carts.add(CART);
        var first = forget().getPayload();
        carts.clear();

        assertThat(forget().getPayload()).isEqualTo(first);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void the_time_of_an_erasure_is_in_milliseconds_as_stored() {
        carts.add(CART);

        var at = forget().getPayload().erasedAt();

        assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void an_erasure_destroys_the_key_and_the_data_in_tables() {
        calls.keys.add("order 7");
        var forgetting = new Forgetting(keys, List.of(calls));

        forgetting.on(ERASED);
        forgetting.on(ERASED);

        assertThat(keys.destroyed).containsExactly(ANNA.value());
        assertThat(calls.keys).isEmpty();
    }

    @Test
    void what_is_held_of_a_shopper_is_one_object() {
        keys.made = Optional.of(Instant.EPOCH);
        calls.keys.add("order 7");
        var out = new ByteArrayOutputStream();

        records.write(ANNA, out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"shopperId\":\"" + ANNA
                + "\",\"erased\":false,\"erasedAt\":null,\"keyMadeAt\":\"1970-01-01T00:00:00Z\",\"carts\":[],"
                + "\"calls\":[\"order 7\"]}");
    }

    @Test
    void a_cart_that_can_not_be_read_does_not_hide_the_rest() {
        carts.add(CART);
        calls.keys.add("order 7");
        store.publish(new GenericDomainEventMessage<>("cart", CART.toString(), 0, "no event of a cart"));
        var out = new ByteArrayOutputStream();

        records.write(ANNA, out);

        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\"carts\":[{\"cartId\":\"" + CART
                + "\",\"events\":[],\"unreadable\":\"An event of cart " + CART
                + " can't be read: ClassCastException. The log tells more.\"}],\"calls\":[\"order 7\"]}");
    }

    private ResultMessage<Erasure> forget() {
        return new DefaultUnitOfWork<>(new GenericCommandMessage<>(FORGET))
                .executeWithResult(() -> handler.handle(FORGET));
    }

    private List<? extends DomainEventMessage<?>> stored() {
        return store.readEvents(ShopperEvent.streamOf(ANNA)).asStream().toList();
    }

    private static final class Keys implements PersonalData {
        private final Set<UUID> destroyed = new HashSet<>();
        private Optional<Instant> made = Optional.empty();

        @Override
        public <T> EncryptedField<T> encrypt(UUID owner, T value, EncryptedField.Place place) {
            throw new AssertionError("nothing is to be sealed");
        }

        @Override
        public JsonNode readable(JsonNode data, String type, String id) {
            return data;
        }

        @Override
        public JsonNode readable(DomainEvent event) {
            throw new AssertionError("no event is to be shown");
        }

        @Override
        public Optional<Instant> keyMadeAt(UUID shopper) {
            return made;
        }

        @Override
        public void erase(UUID shopper) {
            destroyed.add(shopper);
        }
    }

    private static final class Calls implements HeldData {
        private final Set<String> keys = new HashSet<>();

        @Override
        public String name() {
            return "calls";
        }

        @Override
        public Stream<String> of(UUID shopper) {
            return keys.stream();
        }

        @Override
        public void forget(UUID shopper) {
            keys.clear();
        }
    }
}
