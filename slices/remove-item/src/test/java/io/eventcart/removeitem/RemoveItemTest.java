package io.eventcart.removeitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventcart.additem.ItemAdded;
import io.eventcart.createcart.CartCreated;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.removeitem.RemoveItemHandler.ItemNotInCart;
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

final class RemoveItemTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final ProductId QUINCE = ProductId.of("quince");
    private static final Money PRICE = Money.parse("EUR 0.50");
    private static final CartCreated CREATED = new CartCreated(CART, ANNA, CurrencyUnit.EUR);

    private final AggregateTestFixture<CartAggregate> fixture = new AggregateTestFixture<>(CartAggregate.class);

    RemoveItemTest() {
        fixture.registerAnnotatedCommandHandler(new RemoveItemHandler(
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
    void pieces_of_a_product_go_out_of_the_cart() {
        fixture.given(CREATED, added(APPLE, 5))
                .when(remove(APPLE, 2))
                .expectEvents(new ItemRemoved(CART, APPLE, 2))
                .expectResultMessagePayload(new CartVersion(CART, 3));
    }

    @Test
    void all_pieces_go_where_no_quantity_is_named() {
        fixture.given(CREATED, added(APPLE, 2), added(APPLE, 3))
                .when(new RemoveItem(CART, ANNA, APPLE, null))
                .expectEvents(new ItemRemoved(CART, APPLE, 5));
    }

    @Test
    void exactly_as_many_pieces_as_are_there_can_go() {
        fixture.given(CREATED, added(APPLE, 5)).when(remove(APPLE, 5)).expectEvents(new ItemRemoved(CART, APPLE, 5));
    }

    @Test
    void one_piece_more_than_is_there_cannot_go() {
        fixture.given(CREATED, added(APPLE, 5))
                .when(remove(APPLE, 6))
                .expectException(ItemNotInCart.class)
                .expectNoEvents();
    }

    @Test
    void what_is_not_in_the_cart_cannot_go() {
        fixture.given(CREATED, added(PEAR, 5))
                .when(remove(APPLE, 1))
                .expectException(ItemNotInCart.class)
                .expectNoEvents();
    }

    @Test
    void what_is_not_in_the_cart_cannot_go_even_where_no_quantity_is_named() {
        fixture.given(CREATED, added(PEAR, 5))
                .when(new RemoveItem(CART, ANNA, APPLE, null))
                .expectException(ItemNotInCart.class)
                .expectNoEvents();
    }

    @Test
    void a_removed_product_can_not_be_removed_again() {
        fixture.given(CREATED, added(APPLE, 2), new ItemRemoved(CART, APPLE, 2))
                .when(remove(APPLE, 2))
                .expectException(ItemNotInCart.class)
                .expectNoEvents();
    }

    @Test
    void a_product_added_again_can_be_removed_again() {
        fixture.given(CREATED, added(APPLE, 2), new ItemRemoved(CART, APPLE, 2), added(APPLE, 1))
                .when(new RemoveItem(CART, ANNA, APPLE, null))
                .expectEvents(new ItemRemoved(CART, APPLE, 1));
    }

    @Test
    void the_rejection_says_how_many_pieces_there_are() {
        var cart = fold(CREATED, added(APPLE, 5), new ItemRemoved(CART, APPLE, 2));

        assertThatExceptionOfType(ItemNotInCart.class)
                .isThrownBy(() -> RemoveItemHandler.decide(cart, remove(APPLE, 4)))
                .satisfies(rejection -> {
                    assertThat(rejection.details().kind()).isEqualTo("item-not-in-cart");
                    assertThat(rejection.details().facts()).isEqualTo(Map.of("productId", "apple", "inCart", 3));
                });
    }

    @Test
    void a_line_of_which_pieces_go_keeps_its_place_name_and_price() {
        var cart = fold(CREATED, added(APPLE, 2), added(PEAR, 3), added(QUINCE, 1), new ItemRemoved(CART, PEAR, 1));

        assertThat(cart.lines()).containsExactly(line(APPLE, 2), line(PEAR, 2), line(QUINCE, 1));
    }

    @Test
    void a_line_of_which_all_pieces_go_is_no_more() {
        var cart = fold(CREATED, added(APPLE, 2), added(PEAR, 3), new ItemRemoved(CART, APPLE, 2));

        assertThat(cart.lines()).containsExactly(line(PEAR, 3));
    }

    @Test
    void a_cart_of_which_everything_goes_is_empty_and_open() {
        var cart = fold(CREATED, added(APPLE, 2), new ItemRemoved(CART, APPLE, 2));

        assertThat(cart.isEmpty()).isTrue();
        assertThat(cart.status()).isEqualTo(Cart.Status.OPEN);
        assertThat(cart.total()).isEqualTo(Money.parse("EUR 0.00"));
    }

    @Test
    void a_cart_of_a_hundred_products_takes_another_after_a_removal() {
        var cart = fold(CREATED);
        for (var n = 1; n <= 100; n++) {
            cart = added(ProductId.of("product-" + n), 1).evolve(cart);
        }
        cart = new ItemRemoved(CART, ProductId.of("product-7"), 1).evolve(cart);

        assertThat(cart.lines()).hasSize(99);
    }

    @Test
    void a_checked_out_cart_gives_nothing_back() {
        fixture.given(CREATED, added(APPLE, 1), new Bought(CART))
                .when(remove(APPLE, 1))
                .expectException(CartAlreadyCheckedOut.class)
                .expectNoEvents();
    }

    @Test
    void removing_what_is_not_there_from_a_checked_out_cart_is_refused_as_checked_out() {
        var cart = fold(CREATED, added(APPLE, 1), new Bought(CART));

        assertThatExceptionOfType(CartAlreadyCheckedOut.class)
                .isThrownBy(() -> RemoveItemHandler.decide(cart, remove(PEAR, 1)));
    }

    @Test
    void a_cart_that_was_never_created_is_not_found() {
        fixture.givenNoPriorActivity().when(remove(APPLE, 1)).expectException(CartNotFound.class).expectNoEvents();
    }

    @Test
    void another_shoppers_cart_is_not_found() {
        fixture.given(CREATED, added(APPLE, 1))
                .when(new RemoveItem(CART, BEN, APPLE, 1))
                .expectException(CartNotFound.class)
                .expectNoEvents();
    }

    @Test
    void a_cart_at_the_expected_version_is_changed() {
        fixture.given(CREATED, added(APPLE, 5))
                .when(remove(APPLE, 1), Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectEvents(new ItemRemoved(CART, APPLE, 1));
    }

    @Test
    void a_cart_that_has_moved_on_from_the_expected_version_is_not_changed() {
        fixture.given(CREATED, added(APPLE, 5), new ItemRemoved(CART, APPLE, 1))
                .when(remove(APPLE, 1), Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectException(VersionMismatch.class)
                .expectNoEvents();
    }

    @Test
    void the_expected_version_is_checked_before_the_rules() {
        fixture.given(CREATED, added(APPLE, 1), new ItemRemoved(CART, APPLE, 1))
                .when(remove(APPLE, 1), Map.of(MetaDataKeys.EXPECTED_VERSION, 2L))
                .expectException(VersionMismatch.class);
    }

    @Test
    void a_removal_repeated_removes_nothing_and_has_the_first_outcome() {
        fixture.given(CREATED, added(APPLE, 5), ofOperation("op-1", new ItemRemoved(CART, APPLE, 5)), added(APPLE, 1))
                .when(new RemoveItem(CART, ANNA, APPLE, null), repeated("op-1"))
                .expectNoEvents()
                .expectResultMessagePayload(new CartVersion(CART, 3));
    }

    @Test
    void a_removal_repeated_that_had_no_effect_the_first_time_takes_effect() {
        fixture.given(CREATED, added(APPLE, 5), ofOperation("op-1", new ItemRemoved(CART, APPLE, 1)))
                .when(remove(APPLE, 1), repeated("op-2"))
                .expectEvents(new ItemRemoved(CART, APPLE, 1))
                .expectResultMessagePayload(new CartVersion(CART, 4));
    }

    @Test
    void two_tabs_racing_to_remove_the_last_piece_cannot_both_succeed() throws Exception {
        var store = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        store.publish(stored(0, CREATED), stored(1, added(APPLE, 1)));
        var history = new CartHistory(store);
        var repository = EventSourcingRepository.builder(CartAggregate.class).eventStore(store).build();
        var handler = new RemoveItemHandler(new Carts(repository, history));
        var lastPiece = new GenericCommandMessage<>(remove(APPLE, 1));

        var secondTab = new FutureTask<>(
                () -> new DefaultUnitOfWork<>(lastPiece)
                        .executeWithResult(() -> handler.handle(lastPiece.getPayload(), Guard.NONE)));
        var firstTab = new DefaultUnitOfWork<>(lastPiece);
        firstTab.onPrepareCommit(decided -> startAndAwaitQueueing(secondTab));

        assertThat(firstTab.executeWithResult(() -> handler.handle(lastPiece.getPayload(), Guard.NONE)).isExceptional())
                .isFalse();
        assertThat(secondTab.get().optionalExceptionResult()).containsInstanceOf(ItemNotInCart.class);
        assertThat(history.of(CART).map(RecordedEvent::event))
                .containsExactly(CREATED, added(APPLE, 1), new ItemRemoved(CART, APPLE, 1));
    }

    /** Returns once the task waits for an earlier command that has decided but not yet stored. */
    private static void startAndAwaitQueueing(FutureTask<?> task) {
        var thread = Thread.ofPlatform().start(task);
        await().until(thread::getState,
                Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED)::contains);
    }

    private static RemoveItem remove(ProductId product, int quantity) {
        return new RemoveItem(CART, ANNA, product, quantity);
    }

    private static ItemAdded added(ProductId product, int quantity) {
        return new ItemAdded(CART, product, "Some fruit", quantity, PRICE);
    }

    private static Line line(ProductId product, int quantity) {
        return new Line(product, "Some fruit", quantity, PRICE);
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
