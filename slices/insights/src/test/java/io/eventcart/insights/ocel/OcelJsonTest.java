package io.eventcart.insights.ocel;

import static io.eventcart.insights.ocel.HistoryFixture.ANNA;
import static io.eventcart.insights.ocel.HistoryFixture.BERT;
import static io.eventcart.insights.ocel.HistoryFixture.CART_1;
import static io.eventcart.insights.ocel.HistoryFixture.CART_2;
import static io.eventcart.insights.ocel.HistoryFixture.CART_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OcelJsonTest {
    private HistoryFixture history;

    @BeforeEach
    void open() throws SQLException {
        history = HistoryFixture.withCartTables();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private JsonNode log() throws IOException, SQLException {
        return JsonMapper.shared().readTree(text());
    }

    private String text() throws IOException, SQLException {
        var out = new ByteArrayOutputStream();
        OcelJson.write(history.connection(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void givenTheShop() throws SQLException {
        history.close();
        history = HistoryFixture.shop();
    }

    /** @return the elements of one of the log's lists, as texts: the members, with commas between */
    private static List<String> lines(JsonNode list) {
        return list.valueStream().map(node -> String.join(", ", node.valueStream().map(OcelJsonTest::line).toList())).toList();
    }

    private static String line(JsonNode node) {
        return node.isString() ? node.stringValue() : lines(node).toString();
    }

    private static JsonNode withId(JsonNode list, String id) {
        return list.valueStream().filter(node -> node.get("id").stringValue().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void a_log_has_the_form_that_the_specification_demands() throws IOException, SQLException {
        givenTheShop();

        try (var schema = Objects.requireNonNull(OcelJsonTest.class.getResourceAsStream("/ocel/ocel20.schema.json"))) {
            var form = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012()).getSchema(schema, InputFormat.JSON);
            assertThat(form.validate(text(), InputFormat.JSON, run -> run.executionConfig(rules -> rules.formatAssertionsEnabled(true))))
                    .isEmpty();
        }
    }

    @Test
    void a_history_without_events_is_a_log_without_events() throws IOException, SQLException {
        assertThat(text()).isEqualTo("{\"objectTypes\":[{\"name\":\"cart\",\"attributes\":[{\"name\":\"currency\",\"type\":\"string\"},"
                + "{\"name\":\"status\",\"type\":\"string\"}]},{\"name\":\"shopper\",\"attributes\":[]},{\"name\":\"product\","
                + "\"attributes\":[{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"price\",\"type\":\"float\"},"
                + "{\"name\":\"currency\",\"type\":\"string\"}]}],\"eventTypes\":[],\"objects\":[],\"events\":[]}");
    }

    @Test
    void every_event_is_in_the_log_in_the_global_order_with_its_time_in_utc() throws IOException, SQLException {
        givenTheShop();
        history.execute("SET TimeZone = 'Asia/Tokyo'");

        var events = log().get("events");

        assertThat(events.valueStream().map(event -> event.get("id").stringValue())).containsExactly("e1", "e2", "e3", "e4", "e5",
                "e6", "e7", "e8", "e9", "e10", "e11", "e12");
        assertThat(events.get(0).get("time").stringValue()).isEqualTo("2026-12-01T12:00:01.000000Z");
    }

    @Test
    void event_types_are_those_that_have_events_with_the_scalar_columns_of_their_tables() throws IOException, SQLException {
        givenTheShop();

        assertThat(lines(log().get("eventTypes"))).containsExactly(
                "cart.cart-checked-out, [total_amount, float, total_currency, string]",
                "cart.cart-created, [currency, string]",
                "cart.gift-wrapped, []",
                "cart.item-added, [product_id, string, name, string, quantity, integer, unit_price_amount, float, "
                        + "unit_price_currency, string]",
                "cart.item-removed, [product_id, string, quantity, integer]",
                "shopper.data-erased, [reason, string]",
                "stock.item-counted, [product_id, string, pieces, integer, ok, boolean, counted_on, time, weight, float]");
    }

    @Test
    void values_are_texts_that_their_declared_types_explain() throws IOException, SQLException {
        givenTheShop();

        var events = log().get("events");

        assertThat(lines(withId(events, "e11").get("attributes"))).containsExactly("product_id, mug", "pieces, 40", "ok, true",
                "counted_on, 2026-11-30T00:00:00.000000Z", "weight, 0.25");
        assertThat(lines(withId(events, "e2").get("attributes"))).contains("unit_price_amount, 4.5", "unit_price_currency, EUR");
    }

    @Test
    void a_value_that_is_not_there_or_no_finite_number_is_left_out() throws IOException, SQLException {
        history.table("stock_item_counted", "product_id VARCHAR, pieces INTEGER, weight DOUBLE")
                .other("stock.item-counted", "mug", "'mug', NULL, 'NaN'");

        assertThat(lines(withId(log().get("events"), "e1").get("attributes"))).containsExactly("product_id, mug");
    }

    @Test
    void an_event_is_related_to_its_cart_and_shopper_and_products() throws IOException, SQLException {
        givenTheShop();

        var events = log().get("events");

        assertThat(lines(withId(events, "e1").get("relationships")))
                .containsExactly("cart:" + CART_1 + ", cart", "shopper:" + ANNA + ", shopper");
        assertThat(lines(withId(events, "e5").get("relationships")))
                .containsExactly("cart:" + CART_2 + ", cart", "shopper:" + BERT + ", shopper", "product:tea, added");
        assertThat(lines(withId(events, "e6").get("relationships"))).contains("product:mug, removed");
        assertThat(lines(withId(events, "e7").get("relationships")))
                .containsExactly("cart:" + CART_1 + ", cart", "shopper:" + ANNA + ", shopper", "product:tea, bought");
        assertThat(lines(withId(events, "e12").get("relationships"))).containsExactly("shopper:" + BERT + ", shopper");
    }

    @Test
    void a_product_on_two_lines_is_bought_once() throws IOException, SQLException {
        history.cart("cart.cart-checked-out", CART_1, 1, ANNA, """
                [{'product_id': 'tea', 'name': 'Tea', 'quantity': 1, 'unit_price_amount': 4.50, 'unit_price_currency': 'EUR'},
                 {'product_id': 'tea', 'name': 'Tea', 'quantity': 1, 'unit_price_amount': 4.00, 'unit_price_currency': 'EUR'},
                 {'product_id': 'mug', 'name': 'Mug', 'quantity': 1, 'unit_price_amount': 12, 'unit_price_currency': 'EUR'}], 20.5, 'EUR'
                """);

        assertThat(lines(withId(log().get("events"), "e1").get("relationships")))
                .endsWith("product:tea, bought", "product:mug, bought").hasSize(4);
    }

    @Test
    void an_event_type_that_nobody_planned_is_related_by_the_names_of_its_columns() throws IOException, SQLException {
        history.table("stock_item_counted", "product_id VARCHAR, pieces INTEGER")
                .table("stock_parcel_sent", "lines STRUCT(product_id VARCHAR, pieces INTEGER)[]")
                .other("stock.item-counted", "mug", "'mug', 40")
                .other("stock.parcel-sent", "parcel-1", "[{'product_id': 'tea', 'pieces': 3}]");

        var log = log();

        assertThat(lines(withId(log.get("events"), "e1").get("relationships"))).containsExactly("product:mug, counted");
        assertThat(lines(withId(log.get("events"), "e2").get("relationships"))).containsExactly("product:tea, sent");
        assertThat(lines(log.get("objects"))).containsExactly("product:mug, product, [], []", "product:tea, product, [], []");
    }

    @Test
    void an_event_whose_type_has_no_table_is_related_to_the_cart_or_shopper_of_its_stream() throws IOException, SQLException {
        history.cart("cart.cart-created", CART_1, 1, ANNA, "'EUR'").event("cart.gift-wrapped", CART_1, 2)
                .event("shopper.greeted", "shopper:" + BERT, 1).event("weather.changed", "weather", 1);

        var events = log().get("events");

        assertThat(lines(withId(events, "e2").get("relationships")))
                .containsExactly("cart:" + CART_1 + ", cart", "shopper:" + ANNA + ", shopper");
        assertThat(lines(withId(events, "e3").get("relationships"))).containsExactly("shopper:" + BERT + ", shopper");
        assertThat(lines(withId(events, "e4").get("relationships"))).isEmpty();
        assertThat(events.valueStream().skip(1).map(event -> event.get("attributes").size())).containsOnly(0);
    }

    @Test
    void an_event_that_is_missing_in_its_table_is_related_to_the_cart_of_its_stream() throws IOException, SQLException {
        history.cart("cart.cart-created", CART_1, 1, ANNA, "'EUR'").event("cart.item-added", CART_1, 2);

        assertThat(lines(withId(log().get("events"), "e2").get("relationships")))
                .containsExactly("cart:" + CART_1 + ", cart", "shopper:" + ANNA + ", shopper");
    }

    @Test
    void a_carts_status_changes_when_it_is_checked_out_and_it_is_owned_by_its_shopper() throws IOException, SQLException {
        givenTheShop();

        var objects = log().get("objects");

        assertThat(lines(withId(objects, "cart:" + CART_1).get("attributes"))).containsExactly(
                "currency, EUR, 2026-12-01T12:00:01.000000Z", "status, OPEN, 2026-12-01T12:00:01.000000Z",
                "status, CHECKED_OUT, 2026-12-01T12:00:07.000000Z");
        assertThat(lines(withId(objects, "cart:" + CART_1).get("relationships"))).containsExactly("shopper:" + ANNA + ", owned by");
        assertThat(lines(withId(objects, "cart:" + CART_3).get("attributes"))).doesNotContain("CHECKED_OUT");
    }

    @Test
    void a_products_price_is_a_new_value_only_when_it_changes() throws IOException, SQLException {
        givenTheShop();

        assertThat(lines(withId(log().get("objects"), "product:tea").get("attributes"))).containsExactly(
                "name, Green tea, 2026-12-01T12:00:02.000000Z", "price, 4.5, 2026-12-01T12:00:02.000000Z",
                "currency, EUR, 2026-12-01T12:00:02.000000Z", "price, 4.75, 2026-12-01T12:00:09.000000Z");
    }

    @Test
    void objects_are_named_once_in_the_order_in_which_they_appear() throws IOException, SQLException {
        givenTheShop();

        assertThat(log().get("objects").valueStream().map(object -> object.get("id").stringValue())).containsExactly(
                "cart:" + CART_1, "shopper:" + ANNA, "product:tea", "product:mug", "cart:" + CART_2, "shopper:" + BERT,
                "cart:" + CART_3);
    }

    @Test
    void both_halves_of_an_event_that_an_upcaster_split_have_ids_of_their_own() throws IOException, SQLException {
        history.cart("cart.item-added", CART_1, 1, ANNA, "'tea', 'Tea', 1, 4.50, 'EUR'").splitting()
                .cart("cart.item-added", CART_1, 1, ANNA, "'mug', 'Mug', 1, 12, 'EUR'").splitting()
                .cart("cart.item-removed", CART_1, 1, ANNA, "'mug', 1");

        var events = log().get("events");

        assertThat(events.valueStream().map(event -> event.get("id").stringValue())).containsExactly("e1", "e1-2", "e1-3");
        assertThat(events.valueStream().map(event -> event.get("relationships").get(2).get("objectId").stringValue()))
                .containsExactlyInAnyOrder("product:tea", "product:mug", "product:mug");
    }

    @Test
    void a_history_that_is_read_in_many_parts_is_complete() throws IOException, SQLException {
        history.execute("INSERT INTO events SELECT 3 * n, 'cart', n, 'cart.item-removed', '1', TIMESTAMP '2026-12-01 12:00:00', "
                + "'operator', NULL, NULL, NULL, NULL, '{}' FROM range(1, 25_002) numbers(n)");
        history.execute("INSERT INTO cart_item_removed SELECT 3 * n, TIMESTAMP '2026-12-01 12:00:00', NULL, n, NULL, 'p' || n, 1 "
                + "FROM range(1, 25_002) numbers(n)");

        var log = log();

        assertThat(log.get("events").size()).isEqualTo(25_001);
        assertThat(log.get("objects").size()).isEqualTo(25_001);
        assertThat(log.get("events").valueStream().map(event -> event.get("id").stringValue())).doesNotHaveDuplicates()
                .startsWith("e3").endsWith("e75003");
        assertThat(log.get("events").valueStream().map(event -> event.get("relationships").get(0).get("objectId").stringValue()))
                .startsWith("product:p1").endsWith("product:p25001").doesNotHaveDuplicates();
    }

    @Test
    void temporary_views_that_hide_later_events_hide_them_in_the_log() throws IOException, SQLException {
        givenTheShop();
        for (var table : List.of("events", "cart_cart_created", "cart_item_added", "cart_item_removed", "cart_cart_checked_out",
                "shopper_data_erased", "stock_item_counted")) {
            history.execute("CREATE TEMP VIEW " + table + " AS SELECT * FROM memory.main." + table + " WHERE position <= 3");
        }

        var log = log();

        assertThat(log.get("events").size()).isEqualTo(3);
        assertThat(lines(log.get("eventTypes"))).hasSize(2);
        assertThat(lines(withId(log.get("objects"), "cart:" + CART_1).get("attributes"))).hasSize(2);
    }

    @Test
    void the_connection_is_left_as_it_was() throws IOException, SQLException {
        givenTheShop();

        var first = text();
        var connection = history.connection();
        assertThat(connection.getAutoCommit()).isTrue();
        connection.setAutoCommit(false);
        assertThat(text()).isEqualTo(first);
        assertThat(text()).as("in the same transaction").isEqualTo(first);
        assertThat(connection.getAutoCommit()).isFalse();
        connection.rollback();
    }

    @Test
    void an_output_that_fails_is_named_as_the_cause() throws SQLException {
        givenTheShop();
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("The disk is full");
            }
        };

        assertThatThrownBy(() -> OcelJson.write(history.connection(), full)).isExactlyInstanceOf(IOException.class)
                .hasMessage("The disk is full");
    }

    @Test
    void a_log_that_fails_in_the_middle_is_no_valid_json_and_leaves_the_connection_usable() throws SQLException {
        history.event("stock.item-broken", "mug", 1).execute("CREATE VIEW stock_item_broken AS SELECT position, \"at\", "
                + "NULL::UUID AS cart_id, version, NULL::UUID AS shopper_id, CAST(stream AS INTEGER) AS pieces FROM events");
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> OcelJson.write(history.connection(), out)).isInstanceOf(SQLException.class)
                .hasMessageContaining("mug");

        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\"events\":[");
        history.execute("SELECT * FROM events");
    }
}
