package io.eventcart.insights.answers;

import static io.eventcart.insights.answers.ShopHistory.ANNA;
import static io.eventcart.insights.answers.ShopHistory.BEN;
import static io.eventcart.insights.answers.ShopHistory.CART_1;
import static io.eventcart.insights.answers.ShopHistory.CART_2;
import static io.eventcart.insights.answers.ShopHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ProductsQueryTest {
    private static final Period ALL_DAY = new Period(null, null, at("23:59"));

    private final AnalyticalTables tables = new AnalyticalTables();

    @AfterEach
    void close() {
        tables.close();
    }

    private List<ProductFigures> products(ShopHistory history, Period period, ProductSort sort, int limit) {
        return new ProductsQuery(tables.fill(history.events()).connection()).answer(7, period, sort, limit).items();
    }

    private List<ProductFigures> products(ShopHistory history) {
        return products(history, ALL_DAY, ProductSort.PRODUCT_ID, 10);
    }

    private List<String> ids(ShopHistory history, ProductSort sort, int limit) {
        return products(history, ALL_DAY, sort, limit).stream().map(ProductFigures::productId).toList();
    }

    /** Anna's cart is checked out with one piece of tea; Ben's has three pieces of tea and a jam. */
    private static ShopHistory teaAndJam() {
        return new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, BEN)
                .added("12:01", CART_1, "tea", 1).added("12:02", CART_1, "tea", 2).removed("12:03", CART_1, "tea", 2)
                .added("12:04", CART_2, "tea", 3).added("12:05", CART_2, "jam", 1).checkedOut("12:06", CART_1);
    }

    @Test
    void products_are_counted_by_times_pieces_and_carts() {
        assertThat(products(teaAndJam())).containsExactly(new ProductFigures("jam", "jam", 1, 1, 1, 0, 0, 0, 0),
                new ProductFigures("tea", "tea", 2, 3, 6, 1, 2, 1, 1));
    }

    @Test
    void a_product_bears_the_name_of_its_latest_addition() {
        var history = teaAndJam().added(at("12:10"), CART_2, "jam", "Zwetschgenmus", 1, "3.00")
                .added(at("12:10"), CART_2, "jam", "Bob's jam", 1, "3.00");

        assertThat(products(history).getFirst().name()).isEqualTo("Bob's jam");
    }

    @Test
    void an_addition_after_the_period_does_not_name_a_product_that_was_added_in_it() {
        var history = teaAndJam().added(at("12:10"), CART_2, "jam", "Zwetschgenmus", 1, "3.00");

        assertThat(products(history, new Period(null, at("12:10"), at("23:59")), ProductSort.PRODUCT_ID, 10).getFirst()
                .name())
                .isEqualTo("jam");
    }

    @Test
    void a_product_that_was_only_removed_in_the_period_bears_the_name_of_its_last_addition() {
        var history = teaAndJam().removed("12:30", CART_2, "jam", 1);

        assertThat(products(history, new Period(at("12:30"), null, at("23:59")), ProductSort.NAME, 10))
                .containsExactly(new ProductFigures("jam", "jam", 0, 0, 0, 1, 1, 0, 0));
    }

    @Test
    void events_count_from_included_to_excluded() {
        assertThat(products(teaAndJam(), new Period(at("12:02"), at("12:04"), at("23:59")), ProductSort.NAME, 10))
                .containsExactly(new ProductFigures("tea", "tea", 1, 1, 2, 1, 2, 0, 0));
    }

    @Test
    void later_events_than_as_of_are_not_seen() {
        assertThat(products(teaAndJam(), new Period(null, null, at("12:01")), ProductSort.NAME, 10))
                .containsExactly(new ProductFigures("tea", "tea", 1, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void a_shopper_who_takes_it_out_after_buying_it_does_not_count_as_removed_then_bought() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, ANNA)
                .added("12:01", CART_1, "tea", 1).added("12:01", CART_2, "tea", 1).checkedOut("12:02", CART_1)
                .removed("12:02", CART_2, "tea", 1);

        assertThat(products(history).getFirst().removedThenBought()).isZero();
    }

    @Test
    void a_shopper_who_took_it_out_of_another_cart_counts_once() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, ANNA)
                .added("12:01", CART_1, "tea", 2).removed("12:02", CART_1, "tea", 1).removed("12:02", CART_1, "tea", 1)
                .added("12:02", CART_2, "tea", 1).checkedOut("12:02", CART_2);

        assertThat(products(history).getFirst().removedThenBought()).isEqualTo(1);
    }

    @Test
    void a_shopper_who_took_it_out_before_and_after_buying_it_counts() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, ANNA)
                .added("12:01", CART_1, "tea", 2).removed("12:02", CART_1, "tea", 1).checkedOut("12:03", CART_1)
                .added("12:04", CART_2, "tea", 2).removed("12:05", CART_2, "tea", 1);

        assertThat(products(history).getFirst().removedThenBought()).isEqualTo(1);
    }

    @Test
    void another_shopper_who_buys_it_does_not_count_as_removed_then_bought() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, BEN)
                .added("12:01", CART_1, "tea", 1).removed("12:02", CART_1, "tea", 1).added("12:03", CART_2, "tea", 1)
                .checkedOut("12:04", CART_2);

        assertThat(products(history).getFirst().removedThenBought()).isZero();
    }

    @Test
    void numbers_are_sorted_from_the_largest_and_texts_from_the_first() {
        assertThat(ids(teaAndJam(), ProductSort.TIMES_ADDED, 10)).containsExactly("tea", "jam");
        assertThat(ids(teaAndJam(), ProductSort.NAME, 10)).containsExactly("jam", "tea");
    }

    @Test
    void ties_are_sorted_by_product_and_the_limit_holds() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).added("12:01", CART_1, "c", 1)
                .added("12:02", CART_1, "b", 1).added("12:03", CART_1, "a", 1);

        assertThat(ids(history, ProductSort.PIECES_BOUGHT, 2)).containsExactly("a", "b");
    }

    @Test
    void products_are_sorted_by_a_field_of_the_answer() {
        assertThat(ProductSort.of("removedThenBought")).isEqualTo(ProductSort.REMOVED_THEN_BOUGHT);
        assertThatThrownBy(() -> ProductSort.of("price")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is none of productId, name, carts, timesAdded, piecesAdded, timesRemoved, piecesRemoved, "
                        + "piecesBought, removedThenBought");
    }

    @Test
    void json_has_the_fields_of_the_contract() {
        var ranking = new ProductsQuery(tables.fill(teaAndJam().events()).connection())
                .answer(7, ALL_DAY, ProductSort.TIMES_ADDED, 1);

        assertThat(JsonMapper.builder().build().writeValueAsString(ranking)).isEqualTo("{\"position\":7,\"items\":["
                + "{\"productId\":\"tea\",\"name\":\"tea\",\"carts\":2,\"timesAdded\":3,\"piecesAdded\":6,\"timesRemoved\":1,"
                + "\"piecesRemoved\":2,\"piecesBought\":1,\"removedThenBought\":1}]}");
    }
}
