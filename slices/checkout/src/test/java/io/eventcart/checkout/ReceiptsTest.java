package io.eventcart.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.additem.ItemAdded;
import io.eventcart.checkout.Receipts.NoReceipt;
import io.eventcart.createcart.CartCreated;
import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import io.eventcart.sharedkernel.ViewBehind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

final class ReceiptsTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");
    private static final CartCreated CREATED = new CartCreated(CART, ANNA, CurrencyUnit.EUR);
    private static final ItemAdded TWO_APPLES = new ItemAdded(CART, APPLE, "Apple", 2, Money.parse("EUR 0.50"));
    private static final CartCheckedOut BOUGHT = new CartCheckedOut(CART, ANNA,
            List.of(new Line(APPLE, "Apple", 2, Money.parse("EUR 0.50")),
                    new Line(PEAR, "Pear", 3, Money.parse("EUR 0.75"))),
            Money.parse("EUR 3.25"));
    private static final Receipt RECEIPT = new Receipt(CART, ANNA,
            List.of(new Receipt.Item(APPLE, "Apple", 2, Money.parse("EUR 0.50"), Money.parse("EUR 1.00")),
                    new Receipt.Item(PEAR, "Pear", 3, Money.parse("EUR 0.75"), Money.parse("EUR 2.25"))),
            Money.parse("EUR 3.25"), NOON, null);
    private static final EncryptedField<Address> ENCRYPTED = new EncryptedField<>(ANNA.value(), "bm9uY2U=",
            "Y2lwaGVydGV4dA==");

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true)
            .addScript("db/migration/checkout/V20261124.0400__receipt.sql")
            .addScript("db/migration/checkout/V20261124.0701__receipts_of_a_shopper.sql")
            .build();
    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Receipts receipts = receipts(store);

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    @Test
    void a_receipt_has_lines_time_and_total() {
        receipts.on(BOUGHT, NOON);

        assertThat(receipts.of(CART, ANNA)).isEqualTo(RECEIPT);
    }

    @Test
    void a_receipt_of_a_hundred_products_with_long_names_is_kept() {
        var lines = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> new Line(ProductId.of("p".repeat(61) + (100 + n)), "ü".repeat(200), 999,
                        Money.parse("EUR 12345.67")))
                .toList();
        receipts.on(new CartCheckedOut(CART, ANNA, lines, Money.parse("EUR 1233332433.00")), NOON);

        assertThat(receipts.of(CART, ANNA).lines()).hasSize(100);
    }

    @Test
    void an_address_is_encrypted_in_the_table_and_decrypted_in_the_receipt() {
        receipts.on(new CartCheckedOut(CART, ANNA, BOUGHT.lines(), BOUGHT.total(), ENCRYPTED), NOON);

        assertThat(JdbcClient.create(database).sql("SELECT body FROM receipt").query(String.class).single())
                .contains(ENCRYPTED.ciphertext());
        assertThat(receipts.of(CART, ANNA).deliverTo()).isEqualTo(
                Map.of("openedAs", "cart.cart-checked-out " + CART + " Y2lwaGVydGV4dA=="));
    }

    @Test
    void a_receipt_from_before_addresses_were_kept_has_none() {
        receipts.on(BOUGHT, NOON);
        JdbcClient.create(database).sql("UPDATE receipt SET body = REPLACE(body, ',\"deliverTo\":null', '')").update();

        assertThat(receipts.of(CART, ANNA)).isEqualTo(RECEIPT);
    }

    @Test
    void a_shoppers_data_has_all_their_receipts_and_no_others() {
        receipts.on(BOUGHT, NOON);
        receipts.on(new CartCheckedOut(CartId.random(), BEN, BOUGHT.lines(), BOUGHT.total()), NOON);

        assertThat(receipts.of(ANNA.value())).containsExactly(RECEIPT);
    }

    @Test
    void another_shoppers_receipt_is_a_cart_not_found() {
        store.publish(stored(0, CREATED), stored(1, TWO_APPLES), stored(2, BOUGHT));
        receipts.on(BOUGHT, NOON);

        assertThatExceptionOfType(CartNotFound.class).isThrownBy(() -> receipts.of(CART, BEN));
    }

    @Test
    void a_cart_that_was_never_created_is_not_found() {
        assertThatExceptionOfType(CartNotFound.class).isThrownBy(() -> receipts.of(CART, ANNA));
    }

    @Test
    void an_open_cart_has_no_receipt() {
        store.publish(stored(0, CREATED), stored(1, TWO_APPLES));

        assertThatExceptionOfType(NoReceipt.class).isThrownBy(() -> receipts.of(CART, ANNA))
                .satisfies(rejection -> assertThat(rejection.details().kind()).isEqualTo("not-found"));
    }

    @Test
    void a_receipt_is_found_right_after_the_checkout_although_the_projection_lags() {
        store.publish(stored(0, CREATED), stored(1, TWO_APPLES), stored(2, BOUGHT));
        var late = receipts(new ProjectedWhenReadToTheEnd());

        assertThat(late.of(CART, ANNA)).isEqualTo(RECEIPT);
    }

    @Test
    void a_receipt_that_the_projection_does_not_show_in_time_is_said_to_be_late_not_missing() {
        store.publish(stored(0, CREATED), stored(1, TWO_APPLES), stored(2, BOUGHT));

        assertThatExceptionOfType(ViewBehind.class).isThrownBy(() -> receipts.of(CART, ANNA))
                .satisfies(rejection -> assertThat(rejection.details().facts()).containsEntry("atLeast", 3L));
    }

    /** The projection catches up after the reader has found in the history that it lags. */
    private final class ProjectedWhenReadToTheEnd extends EmbeddedEventStore {
        ProjectedWhenReadToTheEnd() {
            super(EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()));
        }

        @Override
        public DomainEventStream readEvents(String cart, long from) {
            return DomainEventStream.of(store.readEvents(cart, from).asStream().peek(message -> {
                if (message.getPayload().equals(BOUGHT)) {
                    receipts.on(BOUGHT, NOON);
                }
            }));
        }
    }

    /** Records the fields that it decrypts. */
    private static final class Opened implements PersonalData {
        @Override
        public <T> EncryptedField<T> encrypt(UUID owner, T value, EncryptedField.Place place) {
            throw new AssertionError("a projection seals nothing");
        }

        @Override
        public JsonNode readable(JsonNode data, String type, String id) {
            var opened = (ObjectNode) data.deepCopy();
            if (data.path("deliverTo").isObject()) {
                opened.putObject("deliverTo").put("openedAs",
                        type + " " + id + " " + data.at("/deliverTo/ciphertext").asString());
            }
            return opened;
        }

        @Override
        public JsonNode readable(DomainEvent event) {
            throw new AssertionError("no event is to be shown");
        }

        @Override
        public Optional<Instant> keyMadeAt(UUID shopper) {
            return Optional.empty();
        }

        @Override
        public void erase(UUID shopper) {}
    }

    private Receipts receipts(EventStore events) {
        var json = JsonMapper.builder()
                .addModule(new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new Receipts(JdbcClient.create(database), Tables.SINGLE_COPY, json, new CartHistory(events),
                new Opened());
    }

    private static GenericDomainEventMessage<CartEvent> stored(long sequenceNumber, CartEvent event) {
        return new GenericDomainEventMessage<>("cart", CART.toString(), sequenceNumber, event);
    }
}
