package io.eventcart.insights.ocel;

import static io.eventcart.insights.ocel.JsonLog.attributes;
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
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_log_has_the_form_that_the_specification_demands() throws IOException, SQLException {
        history.shop();

        try (var schema = Objects.requireNonNull(OcelJsonTest.class.getResourceAsStream("/ocel/ocel20.schema.json"))) {
            var form = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012()).getSchema(schema, InputFormat.JSON);
            assertThat(form.validate(JsonLog.of(history).text(), InputFormat.JSON,
                    run -> run.executionConfig(rules -> rules.formatAssertionsEnabled(true)))).isEmpty();
        }
    }

    @Test
    void a_history_without_events_is_a_log_without_events() throws IOException, SQLException {
        assertThat(JsonLog.of(history).text()).isEqualTo("{\"objectTypes\":[{\"name\":\"cart\",\"attributes\":["
                + "{\"name\":\"currency\",\"type\":\"string\"},"
                + "{\"name\":\"status\",\"type\":\"string\"}]},{\"name\":\"shopper\",\"attributes\":[]},{\"name\":\"product\","
                + "\"attributes\":[{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"price\",\"type\":\"float\"},"
                + "{\"name\":\"currency\",\"type\":\"string\"}]}],\"eventTypes\":[],\"objects\":[],\"events\":[]}");
    }

    @Test
    void every_event_is_in_the_log_in_the_global_order_with_its_time_in_utc() throws IOException, SQLException {
        history.shop();
        history.execute("SET TimeZone = 'Asia/Tokyo'");

        var log = JsonLog.of(history);

        assertThat(log.eventIds()).containsExactly("e1", "e2", "e3", "e4", "e5",
                "e6", "e7", "e8", "e9", "e10", "e11", "e12");
        assertThat(log.tree().get("events").get(0).get("time").stringValue()).isEqualTo("2026-12-01T12:00:01.000000Z");
    }

    @Test
    void event_types_are_those_that_have_events_with_the_scalar_columns_of_their_tables()
            throws IOException, SQLException {
        history.shop();

        assertThat(JsonLog.of(history).eventTypes()).containsExactly(
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
        history.shop();

        var log = JsonLog.of(history);

        assertThat(attributes(log.event("e11"))).containsExactly("product_id, mug", "pieces, 40", "ok, true",
                "counted_on, 2026-11-30T00:00:00.000000Z", "weight, 0.25");
        assertThat(attributes(log.event("e2"))).contains("unit_price_amount, 4.5", "unit_price_currency, EUR");
    }

    @Test
    void a_time_with_a_zone_is_in_utc_whatever_the_zone_of_the_session() throws IOException, SQLException {
        history.table("stock_item_counted", "counted_at TIMESTAMPTZ").execute("SET TimeZone = 'Asia/Tokyo'")
                .other("stock.item-counted", "mug", "'2026-11-30 10:00:00+09'");

        assertThat(attributes(JsonLog.of(history).event("e1")))
                .containsExactly("counted_at, 2026-11-30T01:00:00.000000Z");
    }

    @Test
    void a_value_that_is_not_there_or_no_finite_number_is_left_out() throws IOException, SQLException {
        history.table("stock_item_counted", "product_id VARCHAR, pieces INTEGER, weight DOUBLE")
                .other("stock.item-counted", "mug", "'mug', NULL, 'NaN'");

        assertThat(attributes(JsonLog.of(history).event("e1"))).containsExactly("product_id, mug");
    }

    @Test
    void an_output_that_fails_is_named_as_the_cause() throws SQLException {
        history.shop();

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
        history.event("stock.item-broken", "mug", 1)
                .execute("CREATE VIEW stock_item_broken AS SELECT position, \"at\", "
                        + "NULL::UUID AS cart_id, version, NULL::UUID AS shopper_id, CAST(stream AS INTEGER) AS pieces FROM events");
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> OcelJson.write(history.connection(), out)).isInstanceOf(SQLException.class)
                .hasMessageContaining("mug");

        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\"events\":[");
        history.execute("SELECT * FROM events");
    }
}
