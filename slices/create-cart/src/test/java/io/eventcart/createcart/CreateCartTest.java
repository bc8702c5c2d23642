package io.eventcart.createcart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventcart.createcart.CreateCartHandler.CartAlreadyExists;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartAggregate;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Carts;
import io.eventcart.sharedkernel.RecordedEvent;
import io.eventcart.sharedkernel.ShopperId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

final class CreateCartTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    private static final CreateCart CREATE = new CreateCart(CART, ANNA, CurrencyUnit.EUR);
    private static final CartCreated CREATED = new CartCreated(CART, ANNA, CurrencyUnit.EUR);

    private final AggregateTestFixture<CartAggregate> fixture = new AggregateTestFixture<>(CartAggregate.class);

    CreateCartTest() {
        fixture.registerAnnotatedCommandHandler(new CreateCartHandler(
                new Carts(fixture.getRepository(), new CartHistory(fixture.getEventStore()))));
    }

    @Test
    void a_shopper_opens_a_cart_and_it_is_at_version_1() {
        fixture.givenNoPriorActivity()
                .when(CREATE)
                .expectEvents(CREATED)
                .expectResultMessagePayload(new CartVersion(CART, 1));
    }

    @Test
    void a_new_cart_is_open_and_empty_and_its_creators() {
        var cart = CREATED.evolve(Cart.NONE);

        assertThat(cart.status()).isEqualTo(Cart.Status.OPEN);
        assertThat(cart.isEmpty()).isTrue();
        assertThat(cart.owner()).isEqualTo(ANNA);
    }

    @Test
    void a_new_cart_costs_nothing_in_the_currency_of_the_shop() {
        var cart = new CartCreated(CART, ANNA, CurrencyUnit.JPY).evolve(Cart.NONE);

        assertThat(cart.total()).isEqualTo(Money.parse("JPY 0"));
    }

    @Test
    void a_cart_is_created_once() {
        fixture.given(CREATED).when(CREATE).expectException(CartAlreadyExists.class).expectNoEvents();
    }

    @Test
    void a_cart_cannot_be_taken_over_by_creating_it_again() {
        fixture.given(CREATED)
                .when(new CreateCart(CART, BEN, CurrencyUnit.EUR))
                .expectException(CartAlreadyExists.class)
                .expectNoEvents();
    }

    @Test
    void the_rejection_of_a_second_creation_names_the_cart() {
        var cart = CREATED.evolve(Cart.NONE);

        assertThatExceptionOfType(CartAlreadyExists.class).isThrownBy(() -> CreateCartHandler.decide(cart, CREATE))
                .satisfies(rejection -> {
                    assertThat(rejection.details().kind()).isEqualTo("cart-already-exists");
                    assertThat(rejection.details().facts()).isEqualTo(Map.of("cartId", CART.toString()));
                });
    }

    @Test
    void a_creation_repeated_creates_nothing_and_has_the_first_outcome() {
        fixture.given(new GenericEventMessage<>(CREATED, Map.of(MetaDataKeys.OPERATION_ID, "op-1")))
                .when(CREATE, Map.of(MetaDataKeys.OPERATION_ID, "op-1"))
                .expectNoEvents()
                .expectResultMessagePayload(new CartVersion(CART, 1));
    }

    @Test
    void two_creations_of_one_cart_racing_cannot_both_succeed() throws Exception {
        var store = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        var history = new CartHistory(store);
        var repository = EventSourcingRepository.builder(CartAggregate.class).eventStore(store).build();
        var handler = new CreateCartHandler(new Carts(repository, history));
        var create = new GenericCommandMessage<>(CREATE);

        var second = new FutureTask<>(
                () -> new DefaultUnitOfWork<>(create).executeWithResult(() -> handler.handle(CREATE, Guard.NONE)));
        var first = new DefaultUnitOfWork<>(create);
        first.onPrepareCommit(decided -> startAndAwaitQueueing(second));

        assertThat(first.executeWithResult(() -> handler.handle(CREATE, Guard.NONE)).isExceptional()).isFalse();
        assertThat(second.get().optionalExceptionResult()).containsInstanceOf(CartAlreadyExists.class);
        assertThat(history.of(CART).map(RecordedEvent::event)).containsExactly(CREATED);
    }

    /** Returns once the task waits for an earlier command that has decided but not yet stored. */
    private static void startAndAwaitQueueing(FutureTask<?> task) {
        var thread = Thread.ofPlatform().start(task);
        await().until(thread::getState,
                Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED)::contains);
    }
}
