package io.eventcart.sharedkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

final class CartsTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    private static final Change BY_ANNA = new Change(CART, ANNA);
    private static final Change BY_BEN = new Change(CART, BEN);
    private static final Opened OPENED = new Opened(CART, ANNA);
    private static final Map<String, Object> NO_META_DATA = Map.of();

    private final AtomicInteger historyReads = new AtomicInteger();
    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine() {
                @Override
                public DomainEventStream readEvents(String cart, long from) {
                    historyReads.incrementAndGet();
                    return super.readEvents(cart, from);
                }
            })
            .build();
    private final CartHistory history = new CartHistory(store);
    private final Carts carts = new Carts(
            EventSourcingRepository.builder(CartAggregate.class).eventStore(store).build(), history);

    private record Change(CartId cartId, ShopperId shopperId) implements CartCommand<Changed> {}

    private record Opened(CartId cartId, ShopperId by) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            return cart.opened(by, CurrencyUnit.EUR);
        }
    }

    private record Filled(CartId cartId, int pieces) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            return cart.plus(ProductId.of("apple"), "Apple", pieces, Money.parse("EUR 0.50"));
        }
    }

    @SuppressWarnings("serial")
    private static final class Refused extends Rejection {
        Refused() {
            super("refused", Nature.CONFLICT, "The rules refuse it.", Map.of());
        }
    }

    @Test
    void a_decision_sees_the_state_that_the_past_events_fold_to() {
        given(OPENED, filled(2), filled(3));

        change(BY_ANNA, NO_META_DATA, cart -> {
            assertThat(cart).isEqualTo(fold(OPENED, filled(2), filled(3)));
            return List.of();
        });
    }

    @Test
    void the_events_of_a_decision_are_stored_and_each_brings_the_cart_to_its_next_version() {
        given(OPENED);

        var changed = change(BY_ANNA, NO_META_DATA, cart -> List.of(filled(2), filled(3)));

        assertThat(changed).isEqualTo(new Changed(CART, fold(OPENED, filled(2), filled(3)), 3));
        assertThat(stored()).containsExactly(OPENED, filled(2), filled(3));
    }

    @Test
    void a_decision_without_events_leaves_the_cart_at_its_version() {
        given(OPENED, filled(2));

        var changed = change(BY_ANNA, NO_META_DATA, cart -> List.of());

        assertThat(changed).isEqualTo(new Changed(CART, fold(OPENED, filled(2)), 2));
        assertThat(stored()).hasSize(2);
    }

    @Test
    void a_decision_that_refuses_stores_nothing() {
        given(OPENED);

        assertThatExceptionOfType(Refused.class).isThrownBy(() -> change(BY_ANNA, NO_META_DATA, cart -> {
            throw new Refused();
        }));

        assertThat(stored()).containsExactly(OPENED);
    }

    @Test
    void a_cart_to_be_created_need_not_exist() {
        var changed = create(BY_ANNA, NO_META_DATA, cart -> {
            assertThat(cart).isEqualTo(Cart.NONE);
            return List.of(OPENED);
        });

        assertThat(changed).isEqualTo(new Changed(CART, fold(OPENED), 1));
        assertThat(stored()).containsExactly(OPENED);
    }

    @Test
    void a_cart_that_does_not_exist_cannot_be_changed() {
        assertThatExceptionOfType(CartNotFound.class)
                .isThrownBy(() -> change(BY_ANNA, NO_META_DATA, cart -> List.of(filled(1))));

        assertThat(stored()).isEmpty();
    }

    @Test
    void another_shoppers_cart_is_refused_like_one_that_does_not_exist() {
        var missing = catchThrowableOfType(CartNotFound.class,
                () -> change(BY_BEN, NO_META_DATA, cart -> List.of(filled(1))));
        given(OPENED);
        var annas = catchThrowableOfType(CartNotFound.class,
                () -> change(BY_BEN, NO_META_DATA, cart -> List.of(filled(1))));

        assertThat(annas.details()).isEqualTo(missing.details());
        assertThat(stored()).containsExactly(OPENED);
    }

    @Test
    void a_cart_at_a_later_version_than_expected_is_refused_with_its_current_version() {
        given(OPENED, filled(2), filled(3));

        assertThatExceptionOfType(VersionMismatch.class).isThrownBy(
                () -> change(BY_ANNA, Map.of(MetaDataKeys.EXPECTED_VERSION, 2L), cart -> List.of(filled(1))))
                .satisfies(rejection -> {
                    assertThat(rejection.details().kind()).isEqualTo("version-mismatch");
                    assertThat(rejection.details().facts()).isEqualTo(Map.of("currentVersion", 3L));
                });
        assertThat(stored()).hasSize(3);
    }

    @Test
    void a_cart_at_an_earlier_version_than_expected_is_refused_too() {
        given(OPENED);

        assertThatExceptionOfType(VersionMismatch.class).isThrownBy(
                () -> change(BY_ANNA, Map.of(MetaDataKeys.EXPECTED_VERSION, 2L), cart -> List.of(filled(1))));
    }

    /** JSON between two instances has no {@link Long}: small numbers arrive as {@link Integer}. */
    @Test
    void an_expected_version_is_a_number_of_any_size() {
        given(OPENED, filled(2));

        assertThat(change(BY_ANNA, Map.of(MetaDataKeys.EXPECTED_VERSION, 2), cart -> List.of(filled(1))).version())
                .isEqualTo(3);
        assertThatExceptionOfType(VersionMismatch.class).isThrownBy(
                () -> change(BY_ANNA, Map.of(MetaDataKeys.EXPECTED_VERSION, 2), cart -> List.of(filled(1))));
    }

    @Test
    void a_repeated_operation_has_the_first_outcome_with_the_cart_at_that_version() {
        given(OPENED);
        var first = change(BY_ANNA, Map.of(MetaDataKeys.OPERATION_ID, "op-1"), cart -> List.of(filled(1), filled(2)));
        change(BY_ANNA, Map.of(MetaDataKeys.OPERATION_ID, "op-2"), cart -> List.of(filled(7)));

        var again = change(BY_ANNA, repeated("op-1"), cart -> List.of(filled(1), filled(2)));

        assertThat(again).isEqualTo(first).isEqualTo(new Changed(CART, fold(OPENED, filled(1), filled(2)), 3));
        assertThat(stored()).containsExactly(OPENED, filled(1), filled(2), filled(7));
    }

    @Test
    void a_repeated_operation_is_recognised_before_the_rules_and_the_expected_version() {
        given(OPENED);
        var first = change(BY_ANNA,
                Map.of(MetaDataKeys.OPERATION_ID, "op-1", MetaDataKeys.EXPECTED_VERSION, 1L),
                cart -> List.of(filled(1)));

        var again = change(BY_ANNA, Map.of(MetaDataKeys.OPERATION_ID, "op-1", MetaDataKeys.EXPECTED_VERSION, 1L),
                cart -> {
                    throw new Refused();
                });

        assertThat(again).isEqualTo(first);
    }

    @Test
    void a_repeated_creation_has_the_first_outcome() {
        var first = create(BY_ANNA, Map.of(MetaDataKeys.OPERATION_ID, "op-1"), cart -> List.of(OPENED));

        var again = create(BY_ANNA, repeated("op-1"), cart -> List.of(OPENED));

        assertThat(again).isEqualTo(first);
        assertThat(stored()).containsExactly(OPENED);
    }

    @Test
    void a_repeated_operation_whose_first_command_was_lost_takes_effect() {
        var changed = create(BY_ANNA, repeated("op-1"), cart -> List.of(OPENED));

        assertThat(changed.version()).isEqualTo(1);
        assertThat(stored()).containsExactly(OPENED);
    }

    @Test
    void a_repeated_operation_that_was_refused_the_first_time_is_decided_again() {
        given(OPENED);

        assertThatExceptionOfType(Refused.class).isThrownBy(() -> change(BY_ANNA, repeated("op-1"), cart -> {
            throw new Refused();
        }));
    }

    @Test
    void of_two_changes_racing_the_later_one_is_decided_on_the_state_after_the_first() throws Exception {
        given(OPENED);

        var later = whileFirstIsNotYetStored(NO_META_DATA, NO_META_DATA, cart -> cart.isEmpty()
                ? List.of(filled(1))
                : List.of(filled(100)));

        assertThat(later.getPayload()).isEqualTo(new Changed(CART, fold(OPENED, filled(1), filled(100)), 3));
        assertThat(stored()).containsExactly(OPENED, filled(1), filled(100));
    }

    @Test
    void of_two_changes_racing_that_expect_the_same_version_only_one_takes_effect() throws Exception {
        given(OPENED);
        Map<String, Object> expectsOne = Map.of(MetaDataKeys.EXPECTED_VERSION, 1L);

        var later = whileFirstIsNotYetStored(expectsOne, expectsOne, cart -> List.of(filled(1)));

        assertThat(later.optionalExceptionResult()).containsInstanceOf(VersionMismatch.class);
        assertThat(stored()).containsExactly(OPENED, filled(1));
    }

    @Test
    void of_two_equal_operations_racing_the_later_one_finds_the_first() throws Exception {
        given(OPENED);

        var later = whileFirstIsNotYetStored(Map.of(MetaDataKeys.OPERATION_ID, "op-1"), repeated("op-1"),
                cart -> List.of(filled(1)));

        assertThat(later.getPayload()).isEqualTo(new Changed(CART, fold(OPENED, filled(1)), 2));
        assertThat(stored()).containsExactly(OPENED, filled(1));
    }

    @Test
    void a_first_call_that_arrives_after_its_repeat_has_the_outcome_of_the_repeat() {
        given(OPENED);
        var begunAt = Instant.now();
        var repeat = change(BY_ANNA, sentAt(begunAt, "op-1"), cart -> List.of(filled(1)));
        for (var other = 2; other <= 100; other++) {
            change(BY_ANNA, sentAt(Instant.now(), "op-" + other), cart -> List.of(filled(1)));
        }

        var stalled = change(BY_ANNA, sentAt(begunAt, "op-1"), cart -> List.of(filled(1)));

        assertThat(stalled).isEqualTo(repeat);
        assertThat(stored()).hasSize(101);
    }

    @Test
    void the_history_is_not_read_for_an_operation_that_is_newer_than_all_dropped_ones() {
        var longAgo = Instant.parse("2025-11-28T12:00:00Z");
        given(OPENED);
        for (var n = 1; n <= 100; n++) {
            store.publish(new GenericDomainEventMessage<>("cart", CART.toString(), n, filled(1),
                    Map.of(MetaDataKeys.OPERATION_ID, "op-" + n), "event-" + n, longAgo));
        }
        var read = historyReads.get();

        change(BY_ANNA, sentAt(Instant.now(), "op-new"), cart -> List.of(filled(1)));

        assertThat(historyReads.get()).as("loading the cart is the only read").isEqualTo(read + 1);
        assertThat(stored()).hasSize(102);
    }

    private static Map<String, Object> sentAt(Instant at, String operationId) {
        return Map.of(MetaDataKeys.OPERATION_ID, operationId, MetaDataKeys.OPERATION_BEGUN_AT, at.toString());
    }

    private Changed create(Change command, Map<String, ?> metaData,
            Function<Cart, List<? extends CartEvent>> decision) {
        return outcome(unitOfWork(command, metaData)
                .executeWithResult(() -> carts.create(command, Guard.in(metaData), decision)));
    }

    private Changed change(Change command, Map<String, ?> metaData,
            Function<Cart, List<? extends CartEvent>> decision) {
        return outcome(unitOfWork(command, metaData)
                .executeWithResult(() -> carts.change(command, Guard.in(metaData), decision)));
    }

    private static Changed outcome(ResultMessage<Changed> result) {
        if (result.isExceptional() && result.exceptionResult() instanceof Rejection rejection) {
            throw rejection;
        }
        return result.getPayload();
    }

    /** @return the outcome of a change that starts after another one has decided and before that has stored its events */
    private ResultMessage<Changed> whileFirstIsNotYetStored(Map<String, ?> ofFirst, Map<String, ?> ofSecond,
            Function<Cart, List<? extends CartEvent>> decision) throws Exception {
        var second = new FutureTask<>(
                () -> unitOfWork(BY_ANNA, ofSecond)
                        .executeWithResult(() -> carts.change(BY_ANNA, Guard.in(ofSecond), decision)));
        var first = unitOfWork(BY_ANNA, ofFirst);
        first.onPrepareCommit(decided -> startAndAwaitItsTurn(second));
        assertThat(first.executeWithResult(() -> carts.change(BY_ANNA, Guard.in(ofFirst), decision)).isExceptional())
                .isFalse();
        return second.get();
    }

    /** Starts the task, and returns when it waits for the cart's lock. */
    private static void startAndAwaitItsTurn(FutureTask<?> task) {
        var thread = Thread.ofPlatform().start(task);
        await().until(thread::getState,
                Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED)::contains);
    }

    /** Gives the events the operation's id, as the app does. */
    private static UnitOfWork<?> unitOfWork(Change command, Map<String, ?> metaData) {
        var unitOfWork = new DefaultUnitOfWork<>(new GenericCommandMessage<>(command, metaData));
        unitOfWork.registerCorrelationDataProvider(new SimpleCorrelationDataProvider(MetaDataKeys.OPERATION_ID));
        return unitOfWork;
    }

    private void given(CartEvent... events) {
        for (var sequenceNumber = 0; sequenceNumber < events.length; sequenceNumber++) {
            store.publish(new GenericDomainEventMessage<>("cart", CART.toString(), sequenceNumber,
                    events[sequenceNumber]));
        }
    }

    private List<CartEvent> stored() {
        return history.of(CART).map(RecordedEvent::event).toList();
    }

    private static Filled filled(int pieces) {
        return new Filled(CART, pieces);
    }

    private static Cart fold(CartEvent... events) {
        var cart = Cart.NONE;
        for (var event : events) {
            cart = event.evolve(cart);
        }
        return cart;
    }

    private static Map<String, Object> repeated(String operationId) {
        return Map.of(MetaDataKeys.OPERATION_ID, operationId);
    }
}
