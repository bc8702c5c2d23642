package io.eventcart.cartsummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.additem.ItemAdded;
import io.eventcart.checkout.CartCheckedOut;
import io.eventcart.createcart.CartCreated;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.testkit.ProjectionFixture;
import io.eventcart.removeitem.ItemRemoved;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A batch is the events of one unit of work. */
final class CartSummariesTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final CartId OTHER_CART = CartId.of("77777777-6a39-4f0e-9a44-0d6f5a4a9b22");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final Money PRICE = Money.parse("EUR 0.50");
    private static final String REPLACED = """
            {"cartId": "%s", "removed": {"productId": "apple", "quantity": 1},
             "added": {"productId": "pear", "name": "Pear", "quantity": 3, "price": 0.75}}
            """.formatted(CART);
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final QueryGateway queries = DefaultQueryGateway.builder().queryBus(bus).build();
    private final ProjectionFixture<CartSummaries> fixture = new ProjectionFixture<>(this::summaries);
    private @Nullable CountingJdbc jdbc;

    private CartSummaries summaries(DataSource database) {
        var json = JsonMapper.builder().addModule(EventSerializer.money())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        jdbc = new CountingJdbc(database);
        var summaries = new CartSummaries(jdbc, Tables.SINGLE_COPY, json, bus.queryUpdateEmitter());
        new AnnotationQueryHandlerAdapter<>(summaries).subscribe(bus);
        return summaries;
    }

    @AfterEach
    void dropDatabase() {
        fixture.close();
    }

    private static final class CountingJdbc extends JdbcTemplate {
        private int reads;
        private int writes;

        CountingJdbc(DataSource database) {
            super(database);
        }

        @Override
        public <T extends @Nullable Object> T query(String sql, ResultSetExtractor<T> rows,
                @Nullable Object @Nullable... arguments) {
            reads++;
            return super.query(sql, rows, arguments);
        }

        @Override
        public int[] batchUpdate(String sql, List<? extends @Nullable Object[]> rows) {
            writes += rows.size();
            return super.batchUpdate(sql, rows);
        }
    }

    @Test
    void a_cart_without_events_has_no_view() {
        assertThat(view(CART, ANNA)).isNull();
    }

    @Test
    void a_shopper_sees_what_the_events_made_of_the_cart() {
        handle(created(0), added(1, 2), removed(2, 1));

        assertThat(view(CART, ANNA)).isEqualTo(new CartView(CART, Cart.Status.OPEN,
                List.of(new CartView.ItemLine(APPLE, "Apple", 1, PRICE, PRICE)), 1, PRICE, 3, NOON,
                NOON.plusSeconds(2), null));
    }

    @Test
    void a_shopper_sees_when_the_cart_was_checked_out() {
        handle(created(0), added(1, 2));
        handle(bought(2));

        assertThat(view(CART, ANNA)).isEqualTo(new CartView(CART, Cart.Status.CHECKED_OUT,
                List.of(new CartView.ItemLine(APPLE, "Apple", 2, PRICE, Money.parse("EUR 1.00"))), 2,
                Money.parse("EUR 1.00"), 3, NOON, NOON.plusSeconds(2), NOON.plusSeconds(2)));
    }

    @Test
    void another_shopper_sees_nothing_of_a_cart() {
        handle(created(0));

        assertThat(view(CART, BEN)).isNull();
    }

    @Test
    void the_view_is_the_same_whether_events_come_in_one_batch_or_each_in_its_own() {
        handle(created(0), added(1, 2), added(2, 3), removed(3, 1));
        var inOne = view(CART, ANNA);
        fixture.tables().sql("DELETE FROM cart_summary").update();
        handle(created(0));
        handle(added(1, 2));
        handle(added(2, 3));
        handle(removed(3, 1));

        assertThat(view(CART, ANNA)).isEqualTo(inOne).extracting(CartView::itemCount).isEqualTo(4);
    }

    @Test
    void a_batch_goes_on_where_the_one_before_left_off() {
        handle(created(0), added(1, 2));
        handle(added(2, 3), removed(3, 1));

        assertThat(view(CART, ANNA)).extracting(CartView::version, CartView::itemCount).containsExactly(4L, 4);
    }

    @Test
    void a_batch_keeps_carts_apart() {
        handle(created(0));
        handle(createdOther(0), added(1, 2), addedOther(1, 7), added(2, 3));

        assertThat(view(CART, ANNA)).extracting(CartView::version, CartView::itemCount).containsExactly(3L, 5);
        assertThat(view(OTHER_CART, ANNA)).extracting(CartView::version, CartView::itemCount).containsExactly(2L, 7);
    }

    @Test
    void a_cart_is_read_once_and_written_once_a_batch() {
        handle(created(0), added(1, 1), added(2, 1), added(3, 1), createdOther(0), addedOther(1, 1));
        handle(added(4, 1), added(5, 1), addedOther(2, 1));

        assertThat(jdbc).extracting(counted -> counted.reads, counted -> counted.writes).containsExactly(4, 4);
    }

    @Test
    void an_event_seen_again_in_a_later_batch_changes_nothing() {
        handle(created(0), added(1, 2));
        handle(created(0), added(1, 2));

        assertThat(view(CART, ANNA)).extracting(CartView::version, CartView::itemCount).containsExactly(2L, 2);
    }

    @Test
    void an_event_that_was_split_when_read_counts_in_all_its_parts_and_is_one_version() {
        handle(created(0), added(1, 2));
        fixture.givenStored(CART.toString(), "cart.item-replaced", "1", REPLACED);

        assertThat(view(CART, ANNA)).extracting(CartView::version, CartView::itemCount).containsExactly(3L, 4);
    }

    @Test
    void a_version_is_the_number_of_the_stored_event_also_after_one_that_was_dropped_when_read() {
        handle(created(0), added(1, 2));
        handle(added(3, 1));

        assertThat(view(CART, ANNA)).extracting(CartView::version, CartView::itemCount).containsExactly(4L, 3);
    }

    @Test
    void an_event_after_one_seen_again_counts() {
        handle(created(0), added(1, 2));
        handle(added(1, 2), added(2, 3));

        assertThat(view(CART, ANNA)).extracting(CartView::version, CartView::itemCount).containsExactly(3L, 5);
    }

    @Test
    void every_change_sends_an_update() {
        handle(created(0));
        var versions = watch(CART);

        handle(added(1, 2), createdOther(0), added(2, 3));
        handle(removed(3, 1));

        assertThat(versions).containsExactly(2L, 3L, 4L);
    }

    @Test
    void an_event_handled_again_sends_no_second_update() {
        handle(created(0), added(1, 2));
        var versions = watch(CART);

        handle(added(1, 2));

        assertThat(versions).isEmpty();
    }

    @Test
    void a_failed_batch_changes_no_row_and_sends_no_update() {
        handle(created(0));
        var versions = watch(CART);

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> handle(added(1, 2), failing(2)));

        assertThat(view(CART, ANNA)).extracting(CartView::version).isEqualTo(1L);
        assertThat(versions).isEmpty();
    }

    @Test
    void a_full_cart_of_products_with_long_names_is_kept() {
        handle(created(0));
        for (var n = 1; n <= 100; n++) {
            handle(at(n, new ItemAdded(CART, ProductId.of("p".repeat(61) + (100 + n)), "ü".repeat(200), 999,
                    Money.parse("EUR 12345.67"))));
        }

        assertThat(view(CART, ANNA)).extracting(CartView::itemCount).isEqualTo(99_900);
    }

    private void handle(EventMessage<?>... batch) {
        fixture.given((Object[]) batch);
    }

    private @Nullable CartView view(CartId cart, ShopperId shopper) {
        return queries.query(new FindCart(cart, shopper), ResponseTypes.optionalInstanceOf(CartView.class)).join()
                .orElse(null);
    }

    /** @return the versions in the updates that Anna, who watches the cart, gets from now on */
    private List<Long> watch(CartId cart) {
        var versions = new ArrayList<Long>();
        queries.subscriptionQuery(new FindCart(cart, ANNA), CartView.class, CartView.class)
                .updates()
                .subscribe(view -> versions.add(view.version()));
        return versions;
    }

    private static EventMessage<?> created(long sequenceNumber) {
        return at(sequenceNumber, new CartCreated(CART, ANNA, CurrencyUnit.EUR));
    }

    private static EventMessage<?> createdOther(long sequenceNumber) {
        return at(sequenceNumber, new CartCreated(OTHER_CART, ANNA, CurrencyUnit.EUR));
    }

    private static EventMessage<?> added(long sequenceNumber, int quantity) {
        return at(sequenceNumber, new ItemAdded(CART, APPLE, "Apple", quantity, PRICE));
    }

    private static EventMessage<?> addedOther(long sequenceNumber, int quantity) {
        return at(sequenceNumber, new ItemAdded(OTHER_CART, APPLE, "Apple", quantity, PRICE));
    }

    private static EventMessage<?> removed(long sequenceNumber, int quantity) {
        return at(sequenceNumber, new ItemRemoved(CART, APPLE, quantity));
    }

    private static EventMessage<?> bought(long sequenceNumber) {
        return at(sequenceNumber, new CartCheckedOut(CART, ANNA, List.of(new Line(APPLE, "Apple", 2, PRICE)),
                Money.parse("EUR 1.00")));
    }

    private static EventMessage<?> failing(long sequenceNumber) {
        return at(sequenceNumber, new Unfoldable(CART));
    }

    private record Unfoldable(CartId cartId) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            throw new UnsupportedOperationException("can't be folded");
        }
    }

    /** The first event of a cart happens at noon, each later one a second after the previous. */
    private static EventMessage<?> at(long sequenceNumber, CartEvent event) {
        return new GenericDomainEventMessage<>("cart", event.cartId().toString(), sequenceNumber, event, Map.of(),
                event.cartId() + "-" + sequenceNumber, NOON.plusSeconds(sequenceNumber));
    }
}
