package io.eventcart.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventcart.additem.ItemAdded;
import io.eventcart.checkout.CheckOutHandler.CartEmpty;
import io.eventcart.createcart.CartCreated;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.removeitem.ItemRemoved;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartAggregate;
import io.eventcart.sharedkernel.CartAlreadyCheckedOut;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import io.eventcart.sharedkernel.Carts;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.RecordedEvent;
import io.eventcart.sharedkernel.ShopperId;
import io.eventcart.sharedkernel.VersionMismatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

final class CheckOutTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final CartCreated CREATED = new CartCreated(CART, ANNA, CurrencyUnit.EUR);
    private static final ItemAdded TWO_APPLES = added(APPLE, "Apple", 2, "EUR 0.50");
    private static final ItemAdded THREE_PEARS = added(PEAR, "Pear", 3, "EUR 0.75");
    private static final CheckOut CHECK_OUT = new CheckOut(CART, ANNA);
    private static final CartCheckedOut TWO_APPLES_BOUGHT = new CartCheckedOut(CART, ANNA,
            List.of(new Line(APPLE, "Apple", 2, Money.parse("EUR 0.50"))), Money.parse("EUR 1.00"));

    private final AggregateTestFixture<CartAggregate> fixture = new AggregateTestFixture<>(CartAggregate.class);

    CheckOutTest() {
        fixture.registerAnnotatedCommandHandler(new CheckOutHandler(
                new Carts(fixture.getRepository(), new CartHistory(fixture.getEventStore()))));
    }

    @Test
    void a_shopper_buys_what_is_in_the_cart_and_owes_its_total() {
        fixture.given(CREATED, TWO_APPLES, THREE_PEARS)
                .when(CHECK_OUT)
                .expectEvents(new CartCheckedOut(CART, ANNA,
                        List.of(new Line(APPLE, "Apple", 2, Money.parse("EUR 0.50")),
                                new Line(PEAR, "Pear", 3, Money.parse("EUR 0.75"))),
                        Money.parse("EUR 3.25")))
                .expectResultMessagePayload(new CheckOut.Order(CART, 4, Money.parse("EUR 3.25")));
    }

    @Test
    void the_encrypted_address_goes_into_the_event_unchanged() {
        var encrypted = new EncryptedField<Address>(ANNA.value(), "bm9uY2U=", "Y2lwaGVydGV4dA==");

        fixture.given(CREATED, TWO_APPLES)
                .when(new CheckOut(CART, ANNA, encrypted))
                .expectEvents(new CartCheckedOut(CART, ANNA, TWO_APPLES_BOUGHT.lines(), TWO_APPLES_BOUGHT.total(),
                        encrypted));
    }

    @Test
    void what_was_removed_again_is_not_bought() {
        fixture.given(CREATED, TWO_APPLES, THREE_PEARS, new ItemRemoved(CART, PEAR, 3))
                .when(CHECK_OUT)
                .expectEvents(TWO_APPLES_BOUGHT);
    }

    @Test
    void a_shopper_owes_the_price_at_which_a_product_was_last_added() {
        fixture.given(CREATED, added(APPLE, "Apple", 2, "EUR 0.50"), added(APPLE, "Apple", 1, "EUR 0.40"))
                .when(CHECK_OUT)
                .expectResultMessagePayload(new CheckOut.Order(CART, 4, Money.parse("EUR 1.20")));
    }

    @Test
    void a_cart_into_which_nothing_was_put_cannot_be_checked_out() {
        fixture.given(CREATED).when(CHECK_OUT).expectException(CartEmpty.class).expectNoEvents();
    }

    @Test
    void a_cart_that_was_emptied_again_cannot_be_checked_out() {
        fixture.given(CREATED, TWO_APPLES, new ItemRemoved(CART, APPLE, 2))
                .when(CHECK_OUT)
                .expectException(CartEmpty.class)
                .expectNoEvents();
    }

    @Test
    void the_rejection_of_an_empty_cart_is_named_so() {
        assertThatExceptionOfType(CartEmpty.class)
                .isThrownBy(() -> CheckOutHandler.decide(fold(CREATED), CHECK_OUT))
                .satisfies(rejection -> {
                    assertThat(rejection.details().kind()).isEqualTo("cart-empty");
                    assertThat(rejection.details().facts()).isEqualTo(Map.of("cartId", CART.toString()));
                });
    }

    @Test
    void a_cart_that_was_bought_is_checked_out_and_shows_what_was_in_it() {
        var cart = fold(CREATED, TWO_APPLES, TWO_APPLES_BOUGHT);

        assertThat(cart.isCheckedOut()).isTrue();
        assertThat(cart.lines()).isEqualTo(TWO_APPLES_BOUGHT.lines());
        assertThat(cart.owner()).isEqualTo(ANNA);
    }

    @Test
    void a_cart_is_checked_out_once() {
        fixture.given(CREATED, TWO_APPLES, TWO_APPLES_BOUGHT)
                .when(CHECK_OUT)
                .expectException(CartAlreadyCheckedOut.class)
                .expectNoEvents();
    }

    @Test
    void a_cart_that_was_never_created_is_not_found() {
        fixture.givenNoPriorActivity().when(CHECK_OUT).expectException(CartNotFound.class).expectNoEvents();
    }

    @Test
    void another_shoppers_cart_is_not_found() {
        fixture.given(CREATED, TWO_APPLES)
                .when(new CheckOut(CART, BEN))
                .expectException(CartNotFound.class)
                .expectNoEvents();
    }

    @Test
    void a_cart_at_the_expected_version_is_checked_out() {
        fixture.given(CREATED, TWO_APPLES)
                .when(CHECK_OUT, Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectEvents(TWO_APPLES_BOUGHT);
    }

    @Test
    void a_cart_that_has_moved_on_from_the_expected_version_is_not_checked_out() {
        fixture.given(CREATED, TWO_APPLES, THREE_PEARS)
                .when(CHECK_OUT, Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectException(VersionMismatch.class)
                .expectNoEvents();
    }

    @Test
    void the_expected_version_is_checked_before_the_rules() {
        fixture.given(CREATED, TWO_APPLES, TWO_APPLES_BOUGHT)
                .when(CHECK_OUT, Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectException(VersionMismatch.class);
    }

    @Test
    void a_checkout_repeated_buys_nothing_and_has_the_first_outcome() {
        fixture.given(CREATED, TWO_APPLES,
                new GenericEventMessage<>(TWO_APPLES_BOUGHT, Map.of(MetaDataKeys.OPERATION_ID, "op-1")))
                .when(CHECK_OUT, Map.of(MetaDataKeys.OPERATION_ID, "op-1"))
                .expectNoEvents()
                .expectResultMessagePayload(new CheckOut.Order(CART, 3, Money.parse("EUR 1.00")));
    }

    @Test
    void a_checkout_repeated_that_had_no_effect_the_first_time_takes_effect() {
        fixture.given(CREATED, TWO_APPLES)
                .when(CHECK_OUT, Map.of(MetaDataKeys.OPERATION_ID, "op-1"))
                .expectEvents(TWO_APPLES_BOUGHT);
    }

    @Test
    void two_checkouts_of_one_cart_racing_cannot_both_succeed() throws Exception {
        var store = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        store.publish(stored(0, CREATED), stored(1, TWO_APPLES));
        var history = new CartHistory(store);
        var repository = EventSourcingRepository.builder(CartAggregate.class).eventStore(store).build();
        var handler = new CheckOutHandler(new Carts(repository, history));
        var checkOut = new GenericCommandMessage<>(CHECK_OUT);

        var second = new FutureTask<>(
                () -> new DefaultUnitOfWork<>(checkOut).executeWithResult(() -> handler.handle(CHECK_OUT, Guard.NONE)));
        var first = new DefaultUnitOfWork<>(checkOut);
        first.onPrepareCommit(decided -> startAndAwaitQueueing(second));

        assertThat(first.executeWithResult(() -> handler.handle(CHECK_OUT, Guard.NONE)).isExceptional()).isFalse();
        assertThat(second.get().optionalExceptionResult()).containsInstanceOf(CartAlreadyCheckedOut.class);
        assertThat(history.of(CART).map(RecordedEvent::event))
                .containsExactly(CREATED, TWO_APPLES, TWO_APPLES_BOUGHT);
    }

    /** Returns once the task waits for an earlier command that has decided but not yet stored. */
    private static void startAndAwaitQueueing(FutureTask<?> task) {
        var thread = Thread.ofPlatform().start(task);
        await().until(thread::getState,
                Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED)::contains);
    }

    private static ItemAdded added(ProductId product, String name, int quantity, String price) {
        return new ItemAdded(CART, product, name, quantity, Money.parse(price));
    }

    private static Cart fold(CartEvent... events) {
        var cart = Cart.NONE;
        for (var event : events) {
            cart = event.evolve(cart);
        }
        return cart;
    }

    private static GenericDomainEventMessage<CartEvent> stored(long sequenceNumber, CartEvent event) {
        return new GenericDomainEventMessage<>("cart", CART.toString(), sequenceNumber, event);
    }
}
