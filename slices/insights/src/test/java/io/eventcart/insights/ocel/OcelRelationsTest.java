package io.eventcart.insights.ocel;

import static io.eventcart.insights.ocel.HistoryFixture.ANNA;
import static io.eventcart.insights.ocel.HistoryFixture.BERT;
import static io.eventcart.insights.ocel.HistoryFixture.CART_1;
import static io.eventcart.insights.ocel.HistoryFixture.CART_2;
import static io.eventcart.insights.ocel.HistoryFixture.CART_3;
import static io.eventcart.insights.ocel.JsonLog.attributes;
import static io.eventcart.insights.ocel.JsonLog.relations;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OcelRelationsTest {
    private HistoryFixture history;

    @BeforeEach
    void open() throws SQLException {
        history = HistoryFixture.withCartTables();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    @Test
    void an_event_is_related_to_its_cart_and_shopper_and_products() throws IOException, SQLException {
        history.shop();

        var log = JsonLog.of(history);

        assertThat(relations(log.event("e1")))
                .containsExactly("cart:" + CART_1 + ", cart", "shopper:" + ANNA + ", shopper");
        assertThat(relations(log.event("e5")))
                .containsExactly("cart:" + CART_2 + ", cart", "shopper:" + BERT + ", shopper", "product:tea, added");
        assertThat(relations(log.event("e6"))).contains("product:mug, removed");
        assertThat(relations(log.event("e7")))
                .containsExactly("cart:" + CART_1 + ", cart", "shopper:" + ANNA + ", shopper", "product:tea, bought");
        assertThat(relations(log.event("e12"))).containsExactly("shopper:" + BERT + ", shopper");
    }

    @Test
    void a_product_on_two_lines_is_bought_once() throws IOException, SQLException {
        history.cart("cart.cart-checked-out", CART_1, 1, ANNA,
                """
                        [{'product_id': 'tea', 'name': 'Tea', 'quantity': 1, 'unit_price_amount': 4.50, 'unit_price_currency': 'EUR'},
                         {'product_id': 'tea', 'name': 'Tea', 'quantity': 1, 'unit_price_amount': 4.00, 'unit_price_currency': 'EUR'},
                         {'product_id': 'mug', 'name': 'Mug', 'quantity': 1, 'unit_price_amount': 12, 'unit_price_currency': 'EUR'}], 20.5, 'EUR'
                        """);

        assertThat(relations(JsonLog.of(history).event("e1")))
                .endsWith("product:tea, bought", "product:mug, bought").hasSize(4);
    }

    @Test
    void an_event_type_that_nobody_planned_is_related_by_the_names_of_its_columns() throws IOException, SQLException {
        history.table("stock_item_counted", "product_id VARCHAR, pieces INTEGER")
                .table("stock_parcel_sent", "lines STRUCT(product_id VARCHAR, pieces INTEGER)[]")
                .other("stock.item-counted", "mug", "'mug', 40")
                .other("stock.parcel-sent", "parcel-1", "[{'product_id': 'tea', 'pieces': 3}]");

        var log = JsonLog.of(history);

        assertThat(relations(log.event("e1"))).containsExactly("product:mug, counted");
        assertThat(relations(log.event("e2"))).containsExactly("product:tea, sent");
        assertThat(log.objects()).containsExactly("product:mug, product, [], []", "product:tea, product, [], []");
    }

    @Test
    void an_event_whose_type_has_no_table_is_related_to_the_cart_or_shopper_of_its_stream()
            throws IOException, SQLException {
        history.cart("cart.cart-created", CART_1, 1, ANNA, "'EUR'").event("cart.gift-wrapped", CART_1, 2)
                .event("shopper.greeted", "shopper:" + BERT, 1).event("weather.changed", "weather", 1);

        var log = JsonLog.of(history);

        assertThat(relations(log.event("e2")))
                .containsExactly("cart:" + CART_1 + ", cart", "shopper:" + ANNA + ", shopper");
        assertThat(relations(log.event("e3"))).containsExactly("shopper:" + BERT + ", shopper");
        assertThat(relations(log.event("e4"))).isEmpty();
        assertThat(log.tree().get("events").valueStream().skip(1).map(event -> event.get("attributes").size()))
                .containsOnly(0);
    }

    @Test
    void an_event_that_is_missing_in_its_table_is_related_to_the_cart_of_its_stream() throws IOException, SQLException {
        history.cart("cart.cart-created", CART_1, 1, ANNA, "'EUR'").event("cart.item-added", CART_1, 2);

        assertThat(relations(JsonLog.of(history).event("e2")))
                .containsExactly("cart:" + CART_1 + ", cart", "shopper:" + ANNA + ", shopper");
    }

    @Test
    void a_carts_status_changes_when_it_is_checked_out_and_it_is_owned_by_its_shopper()
            throws IOException, SQLException {
        history.shop();

        var log = JsonLog.of(history);

        assertThat(attributes(log.object("cart:" + CART_1))).containsExactly(
                "currency, EUR, 2026-12-01T12:00:01.000000Z", "status, OPEN, 2026-12-01T12:00:01.000000Z",
                "status, CHECKED_OUT, 2026-12-01T12:00:07.000000Z");
        assertThat(relations(log.object("cart:" + CART_1))).containsExactly("shopper:" + ANNA + ", owned by");
        assertThat(attributes(log.object("cart:" + CART_3))).containsExactly(
                "currency, EUR, 2026-12-01T12:00:08.000000Z",
                "status, OPEN, 2026-12-01T12:00:08.000000Z");
    }

    @Test
    void a_products_price_is_a_new_value_only_when_it_changes() throws IOException, SQLException {
        history.shop();

        assertThat(attributes(JsonLog.of(history).object("product:tea"))).containsExactly(
                "name, Green tea, 2026-12-01T12:00:02.000000Z", "price, 4.5, 2026-12-01T12:00:02.000000Z",
                "currency, EUR, 2026-12-01T12:00:02.000000Z", "price, 4.75, 2026-12-01T12:00:09.000000Z");
    }

    @Test
    void objects_are_named_once_in_the_order_in_which_they_appear() throws IOException, SQLException {
        history.shop();

        assertThat(JsonLog.of(history).objectIds()).containsExactly(
                "cart:" + CART_1, "shopper:" + ANNA, "product:tea", "product:mug", "cart:" + CART_2, "shopper:" + BERT,
                "cart:" + CART_3);
    }
}
