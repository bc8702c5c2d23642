package io.eventcart.createcart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.Page;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

final class ShopperCartsTest {
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    // The order of the ids is neither that of the times nor its reverse.
    private static final CartId MONDAY = CartId.of("55555555-0000-4000-8000-000000000000");
    private static final CartId TUESDAY = CartId.of("99999999-0000-4000-8000-000000000000");
    private static final CartId FRIDAY = CartId.of("77777777-0000-4000-8000-000000000000");
    private static final CartId WEDNESDAY = CartId.of("11111111-0000-4000-8000-000000000000");
    private static final Instant AT_MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant AT_TUESDAY = Instant.parse("2026-11-24T09:00:00.123456Z");
    private static final Instant AT_WEDNESDAY = Instant.parse("2026-11-25T09:00:00Z");

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true)
            .addScript("db/migration/create-cart/V20261124.0100__shopper_cart.sql")
            .build();
    private final ShopperCarts carts = new ShopperCarts(JdbcClient.create(database), Tables.SINGLE_COPY);

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    @Test
    void a_shopper_without_carts_has_an_empty_list() {
        assertThat(carts.of(ANNA, 20, null)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void a_shoppers_carts_are_listed_newest_first() {
        threeDaysOfAnna();

        assertThat(carts.of(ANNA, 20, null)).isEqualTo(new Page<>(List.of(new ShopperCart(WEDNESDAY, AT_WEDNESDAY),
                new ShopperCart(TUESDAY, AT_TUESDAY), new ShopperCart(MONDAY, AT_MONDAY)), null));
    }

    @Test
    void a_list_longer_than_the_limit_names_where_to_go_on() {
        threeDaysOfAnna();

        assertThat(carts.of(ANNA, 2, null)).isEqualTo(new Page<>(List.of(new ShopperCart(WEDNESDAY, AT_WEDNESDAY),
                new ShopperCart(TUESDAY, AT_TUESDAY)), TUESDAY.toString()));
    }

    @Test
    void the_last_part_of_a_list_names_nowhere_to_go_on() {
        threeDaysOfAnna();

        assertThat(carts.of(ANNA, 2, TUESDAY))
                .isEqualTo(new Page<>(List.of(new ShopperCart(MONDAY, AT_MONDAY)), null));
    }

    @Test
    void several_carts_are_in_the_view_once_each_of_them_is() {
        carts.on(created(WEDNESDAY, ANNA), AT_WEDNESDAY);
        assertThat(carts.shows(List.of(WEDNESDAY, MONDAY), ANNA)).isFalse();

        carts.on(created(MONDAY, ANNA), AT_MONDAY);
        assertThat(carts.shows(List.of(WEDNESDAY, MONDAY), ANNA)).isTrue();
        assertThat(carts.shows(List.of(WEDNESDAY, MONDAY), BEN)).isFalse();
    }

    @Test
    void a_list_exactly_as_long_as_the_limit_is_one_part() {
        threeDaysOfAnna();

        assertThat(carts.of(ANNA, 3, null).next()).isNull();
    }

    @Test
    void nothing_comes_after_the_oldest_cart() {
        threeDaysOfAnna();

        assertThat(carts.of(ANNA, 2, MONDAY)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void a_list_does_not_go_on_after_a_cart_that_is_not_the_shoppers() {
        threeDaysOfAnna();
        carts.on(created(FRIDAY, BEN), AT_TUESDAY);

        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> carts.of(ANNA, 2, FRIDAY))
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("after"));
    }

    @Test
    void a_cart_created_between_two_pages_repeats_none() {
        carts.on(created(MONDAY, ANNA), AT_MONDAY);
        carts.on(created(TUESDAY, ANNA), AT_TUESDAY);
        var first = carts.of(ANNA, 1, null);
        carts.on(created(WEDNESDAY, ANNA), AT_WEDNESDAY);

        assertThat(first.items()).containsExactly(new ShopperCart(TUESDAY, AT_TUESDAY));
        assertThat(carts.of(ANNA, 1, TUESDAY).items()).containsExactly(new ShopperCart(MONDAY, AT_MONDAY));
    }

    @Test
    void carts_created_at_the_same_moment_are_each_listed_once_over_the_pages() {
        carts.on(created(MONDAY, ANNA), AT_MONDAY);
        carts.on(created(TUESDAY, ANNA), AT_MONDAY);
        carts.on(created(WEDNESDAY, ANNA), AT_MONDAY);

        assertThat(carts.of(ANNA, 1, null).items()).extracting(ShopperCart::cartId).containsExactly(TUESDAY);
        assertThat(carts.of(ANNA, 1, TUESDAY).items()).extracting(ShopperCart::cartId).containsExactly(MONDAY);
        assertThat(carts.of(ANNA, 1, MONDAY).items()).extracting(ShopperCart::cartId).containsExactly(WEDNESDAY);
    }

    @Test
    void another_shoppers_carts_are_not_listed() {
        carts.on(created(MONDAY, ANNA), AT_MONDAY);
        carts.on(created(TUESDAY, BEN), AT_TUESDAY);

        assertThat(carts.of(ANNA, 20, null).items()).containsExactly(new ShopperCart(MONDAY, AT_MONDAY));
    }

    private void threeDaysOfAnna() {
        carts.on(created(MONDAY, ANNA), AT_MONDAY);
        carts.on(created(TUESDAY, ANNA), AT_TUESDAY);
        carts.on(created(WEDNESDAY, ANNA), AT_WEDNESDAY);
    }

    private static CartCreated created(CartId cart, ShopperId shopper) {
        return new CartCreated(cart, shopper, CurrencyUnit.EUR);
    }
}
