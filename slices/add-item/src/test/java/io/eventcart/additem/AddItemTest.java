package io.eventcart.additem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.eventcart.additem.AddItemHandler.CartFull;
import io.eventcart.additem.AddItemHandler.CurrencyChanged;
import io.eventcart.createcart.CartCreated;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartAggregate;
import io.eventcart.sharedkernel.CartAlreadyCheckedOut;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Carts;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.RecordedEvent;
import io.eventcart.sharedkernel.ShopperId;
import io.eventcart.sharedkernel.VersionMismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
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

final class AddItemTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final Money PRICE = Money.parse("EUR 0.50");
    private static final CartCreated CREATED = new CartCreated(CART, ANNA, CurrencyUnit.EUR);

    private final AggregateTestFixture<CartAggregate> fixture = new AggregateTestFixture<>(CartAggregate.class);

    AddItemTest() {
        fixture.registerAnnotatedCommandHandler(new AddItemHandler(
                new Carts(fixture.getRepository(), new CartHistory(fixture.getEventStore()))));
    }

    /** Replaces the event of the checkout slice, which is later in a cart's life. */
    private record Bought(CartId cartId) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            return cart.checkedOut();
        }
    }

    @Test
    void pieces_of_a_product_come_into_the_cart() {
        fixture.given(CREATED)
                .when(new AddItem(CART, ANNA, APPLE, "Apple", 2, PRICE))
                .expectEvents(new ItemAdded(CART, APPLE, "Apple", 2, PRICE))
                .expectResultMessagePayload(new CartVersion(CART, 2));
    }

    @Test
    void more_of_a_product_comes_in_addition_to_what_is_there() {
        fixture.given(CREATED, added(APPLE, 2))
                .when(add(APPLE, 3))
                .expectEvents(added(APPLE, 3))
                .expectResultMessagePayload(new CartVersion(CART, 3));
    }

    @Test
    void a_cart_takes_999_pieces_of_one_product_at_once() {
        fixture.given(CREATED).when(add(APPLE, 999)).expectEvents(added(APPLE, 999));
    }

    @Test
    void a_cart_does_not_take_1000_pieces_of_one_product_at_once() {
        fixture.given(CREATED).when(add(APPLE, 1000)).expectException(CartFull.class).expectNoEvents();
    }

    @Test
    void there_is_no_command_to_add_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> add(APPLE, 0)).withMessageContaining("1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> add(APPLE, -1));
    }

    @Test
    void additions_to_one_product_reach_999_pieces() {
        fixture.given(CREATED, added(APPLE, 500), added(APPLE, 498))
                .when(add(APPLE, 1))
                .expectEvents(added(APPLE, 1));
    }

    @Test
    void additions_to_one_product_do_not_exceed_999_pieces() {
        fixture.given(CREATED, added(APPLE, 500), added(APPLE, 499))
                .when(add(APPLE, 1))
                .expectException(CartFull.class)
                .expectNoEvents();
    }

    @Test
    void the_limit_of_999_pieces_is_each_products_own() {
        fixture.given(CREATED, added(APPLE, 999)).when(add(PEAR, 999)).expectEvents(added(PEAR, 999));
    }

    @Test
    void a_cart_takes_a_hundredth_product() {
        fixture.given(createdWithProducts(99)).when(add(APPLE, 1)).expectEvents(added(APPLE, 1));
    }

    @Test
    void a_cart_does_not_take_a_hundred_and_first_product() {
        fixture.given(createdWithProducts(100))
                .when(add(APPLE, 1))
                .expectException(CartFull.class)
                .expectNoEvents();
    }

    @Test
    void a_cart_of_a_hundred_products_takes_more_of_one_of_them() {
        var hundredth = ProductId.of("product-100");

        fixture.given(createdWithProducts(100)).when(add(hundredth, 998)).expectEvents(added(hundredth, 998));
    }

    @Test
    void a_full_cart_says_how_much_of_the_product_it_holds_and_takes() {
        var cart = fold(CREATED, added(APPLE, 990));

        assertThatExceptionOfType(CartFull.class).isThrownBy(() -> AddItemHandler.decide(cart, add(APPLE, 10)))
                .satisfies(rejection -> {
                    assertThat(rejection.details().kind()).isEqualTo("cart-full");
                    assertThat(rejection.details().facts()).isEqualTo(Map.of("inCart", 990, "mostOfOne", 999));
                });
    }

    @Test
    void a_full_cart_says_how_many_products_it_takes() {
        var cart = fold(createdWithProducts(100).toArray(CartEvent[]::new));

        assertThatExceptionOfType(CartFull.class).isThrownBy(() -> AddItemHandler.decide(cart, add(APPLE, 1)))
                .satisfies(rejection -> assertThat(rejection.details().facts()).isEqualTo(Map.of("mostProducts", 100)));
    }

    @Test
    void a_line_takes_the_name_and_price_of_its_latest_addition_for_all_its_pieces() {
        var cart = fold(CREATED, new ItemAdded(CART, APPLE, "Apple", 2, Money.parse("EUR 0.50")),
                new ItemAdded(CART, APPLE, "Red apple", 1, Money.parse("EUR 0.60")));

        assertThat(cart.lines()).containsExactly(new Line(APPLE, "Red apple", 3, Money.parse("EUR 0.60")));
        assertThat(cart.total()).isEqualTo(Money.parse("EUR 1.80"));
    }

    @Test
    void a_cart_keeps_the_currency_it_was_created_with() {
        fixture.given(CREATED)
                .when(new AddItem(CART, ANNA, APPLE, "Apple", 1, Money.parse("USD 0.50")))
                .expectException(CurrencyChanged.class)
                .expectNoEvents();
    }

    @Test
    void a_checked_out_cart_takes_no_more_items() {
        fixture.given(CREATED, added(APPLE, 1), new Bought(CART))
                .when(add(APPLE, 1))
                .expectException(CartAlreadyCheckedOut.class)
                .expectNoEvents();
    }

    @Test
    void a_full_checked_out_cart_is_refused_as_checked_out() {
        var cart = fold(CREATED, added(APPLE, 999), new Bought(CART));

        assertThatExceptionOfType(CartAlreadyCheckedOut.class)
                .isThrownBy(() -> AddItemHandler.decide(cart, add(APPLE, 1)));
    }

    @Test
    void a_cart_that_was_never_created_is_not_found() {
        fixture.givenNoPriorActivity().when(add(APPLE, 1)).expectException(CartNotFound.class).expectNoEvents();
    }

    @Test
    void another_shoppers_cart_is_not_found() {
        fixture.given(CREATED)
                .when(new AddItem(CART, BEN, APPLE, "Apple", 1, PRICE))
                .expectException(CartNotFound.class)
                .expectNoEvents();
    }

    @Test
    void a_cart_at_the_expected_version_is_changed() {
        fixture.given(CREATED, added(APPLE, 1))
                .when(add(APPLE, 1), Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectEvents(added(APPLE, 1));
    }

    @Test
    void a_cart_that_has_moved_on_from_the_expected_version_is_not_changed() {
        fixture.given(CREATED, added(APPLE, 1), added(APPLE, 1))
                .when(add(APPLE, 1), Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectException(VersionMismatch.class)
                .expectNoEvents();
    }

    @Test
    void the_expected_version_is_checked_before_the_rules() {
        fixture.given(CREATED, added(APPLE, 999), new Bought(CART))
                .when(add(APPLE, 1), Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectException(VersionMismatch.class);
    }

    @Test
    void another_shopper_does_not_learn_the_version_of_a_cart() {
        fixture.given(CREATED)
                .when(new AddItem(CART, BEN, APPLE, "Apple", 1, PRICE), Map.of(MetaDataKeys.EXPECTED_VERSION, 7L))
                .expectException(CartNotFound.class);
    }

    @Test
    void an_addition_repeated_adds_nothing_and_has_the_first_outcome() {
        fixture.given(CREATED, ofOperation("op-1", added(APPLE, 999)), added(PEAR, 1), new Bought(CART))
                .when(add(APPLE, 999), repeated("op-1"))
                .expectNoEvents()
                .expectResultMessagePayload(new CartVersion(CART, 2));
    }

    @Test
    void an_addition_repeated_that_had_no_effect_the_first_time_takes_effect() {
        fixture.given(CREATED, ofOperation("op-1", added(APPLE, 1)))
                .when(add(APPLE, 1), repeated("op-2"))
                .expectEvents(added(APPLE, 1))
                .expectResultMessagePayload(new CartVersion(CART, 3));
    }

    @Test
    void two_tabs_racing_to_add_the_last_piece_that_fits_cannot_both_succeed() throws Exception {
        var store = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        store.publish(stored(0, CREATED), stored(1, added(APPLE, 998)));
        var history = new CartHistory(store);
        var repository = EventSourcingRepository.builder(CartAggregate.class).eventStore(store).build();
        var handler = new AddItemHandler(new Carts(repository, history));
        var lastPiece = new GenericCommandMessage<>(add(APPLE, 1));

        var secondTab = new FutureTask<>(
                () -> new DefaultUnitOfWork<>(lastPiece)
                        .executeWithResult(() -> handler.handle(lastPiece.getPayload(), Guard.NONE)));
        var firstTab = new DefaultUnitOfWork<>(lastPiece);
        firstTab.onPrepareCommit(decided -> startAndAwaitQueueing(secondTab));

        assertThat(firstTab.executeWithResult(() -> handler.handle(lastPiece.getPayload(), Guard.NONE)).isExceptional())
                .isFalse();
        assertThat(secondTab.get().optionalExceptionResult()).containsInstanceOf(CartFull.class);
        assertThat(history.of(CART).map(RecordedEvent::event))
                .containsExactly(CREATED, added(APPLE, 998), added(APPLE, 1));
    }

    /** Returns once the task waits for an earlier command that has decided but not yet stored. */
    private static void startAndAwaitQueueing(FutureTask<?> task) {
        var thread = Thread.ofPlatform().start(task);
        await().until(thread::getState,
                Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED)::contains);
    }

    private static AddItem add(ProductId product, int quantity) {
        return new AddItem(CART, ANNA, product, "Some fruit", quantity, PRICE);
    }

    private static ItemAdded added(ProductId product, int quantity) {
        return new ItemAdded(CART, product, "Some fruit", quantity, PRICE);
    }

    /** {@code product-1}, {@code product-2} and so on, one piece of each. */
    private static List<CartEvent> createdWithProducts(int count) {
        var events = new ArrayList<CartEvent>(List.of(CREATED));
        IntStream.rangeClosed(1, count).forEach(n -> events.add(added(ProductId.of("product-" + n), 1)));
        return events;
    }

    private static Cart fold(CartEvent... events) {
        var cart = Cart.NONE;
        for (var event : events) {
            cart = event.evolve(cart);
        }
        return cart;
    }

    private static GenericEventMessage<CartEvent> ofOperation(String id, CartEvent event) {
        return new GenericEventMessage<>(event, Map.of(MetaDataKeys.OPERATION_ID, id));
    }

    private static Map<String, Object> repeated(String operationId) {
        return Map.of(MetaDataKeys.OPERATION_ID, operationId);
    }

    private static GenericDomainEventMessage<CartEvent> stored(long sequenceNumber, CartEvent event) {
        return new GenericDomainEventMessage<>("cart", CART.toString(), sequenceNumber, event);
    }
}
