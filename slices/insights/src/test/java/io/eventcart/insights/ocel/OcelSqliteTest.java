package io.eventcart.insights.ocel;

import static io.eventcart.insights.ocel.HistoryFixture.ANNA;
import static io.eventcart.insights.ocel.HistoryFixture.CART_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OcelSqliteTest {
    @TempDir
    Path folder;
    private Path file;
    private HistoryFixture history;

    @BeforeEach
    void open() throws SQLException {
        file = folder.resolve("log.sqlite");
        history = HistoryFixture.withCartTables().shop();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    private List<String> rows(String sql) throws IOException, SQLException {
        if (!Files.exists(file)) {
            OcelSqlite.write(history.connection(), file);
        }
        try (var sqlite = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            return rows(sqlite, sql);
        }
    }

    private static List<String> rows(Connection sqlite, String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = sqlite.createStatement(); var found = statement.executeQuery(sql)) {
            while (found.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(found.getString(i));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Test
    void a_log_has_the_tables_of_the_specification_and_one_for_each_type() throws IOException, SQLException {
        assertThat(rows("SELECT name FROM sqlite_master WHERE type = 'table'")).containsExactlyInAnyOrder(
                "event_map_type",
                "object_map_type", "event", "object", "event_object", "object_object", "object_Cart", "object_Shopper",
                "object_Product", "event_CartCartCreated", "event_CartItemAdded", "event_CartItemRemoved",
                "event_CartCartCheckedOut", "event_CartGiftWrapped", "event_ShopperDataErased",
                "event_StockItemCounted");
    }

    @Test
    void the_maps_name_the_table_of_each_type() throws IOException, SQLException {
        assertThat(rows("SELECT * FROM event_map_type")).containsExactlyInAnyOrder(
                "cart.cart-checked-out|CartCartCheckedOut",
                "cart.cart-created|CartCartCreated", "cart.gift-wrapped|CartGiftWrapped",
                "cart.item-added|CartItemAdded",
                "cart.item-removed|CartItemRemoved", "shopper.data-erased|ShopperDataErased",
                "stock.item-counted|StockItemCounted");
        assertThat(rows("SELECT * FROM object_map_type")).containsExactlyInAnyOrder("cart|Cart", "shopper|Shopper",
                "product|Product");
    }

    @Test
    void keys_and_references_are_those_of_the_specification() throws IOException, SQLException {
        var primaryKeys = "SELECT m.name, group_concat(c.name) FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                + "WHERE m.type = 'table' AND c.pk > 0 AND (m.name NOT LIKE 'event_C%' OR m.name = 'event_CartItemAdded') "
                + "AND m.name NOT LIKE 'event_S%' GROUP BY m.name ORDER BY m.name";
        var references = "SELECT m.name, k.\"from\", k.\"table\", k.\"to\" FROM sqlite_master m "
                + "JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table' ORDER BY m.name, k.\"from\"";

        assertThat(rows(primaryKeys)).containsExactly("event|ocel_id", "event_CartItemAdded|ocel_id",
                "event_map_type|ocel_type",
                "event_object|ocel_event_id,ocel_object_id,ocel_qualifier", "object|ocel_id",
                "object_map_type|ocel_type",
                "object_object|ocel_source_id,ocel_target_id,ocel_qualifier");
        assertThat(rows(references)).contains("event|ocel_type|event_map_type|ocel_type",
                "event_CartItemAdded|ocel_id|event|ocel_id", "event_StockItemCounted|ocel_id|event|ocel_id",
                "event_object|ocel_event_id|event|ocel_id", "event_object|ocel_object_id|object|ocel_id",
                "object|ocel_type|object_map_type|ocel_type", "object_Product|ocel_id|object|ocel_id",
                "object_object|ocel_source_id|object|ocel_id", "object_object|ocel_target_id|object|ocel_id");
        assertThat(rows("PRAGMA foreign_key_check")).isEmpty();
    }

    @Test
    void every_event_and_object_is_a_row_of_its_types_table() throws IOException, SQLException {
        assertThat(rows("SELECT count(*) FROM event")).containsExactly("12");
        assertThat(
                rows("SELECT ocel_id FROM event EXCEPT SELECT ocel_id FROM (SELECT ocel_id FROM event_CartCartCreated "
                        + "UNION ALL SELECT ocel_id FROM event_CartItemAdded UNION ALL SELECT ocel_id FROM event_CartItemRemoved "
                        + "UNION ALL SELECT ocel_id FROM event_CartCartCheckedOut UNION ALL SELECT ocel_id FROM event_CartGiftWrapped "
                        + "UNION ALL SELECT ocel_id FROM event_ShopperDataErased UNION ALL SELECT ocel_id FROM event_StockItemCounted)"))
                .isEmpty();
        assertThat(rows("SELECT ocel_id FROM object")).hasSize(7);
        assertThat(rows("SELECT ocel_id FROM object_Shopper")).hasSize(2);
        assertThat(rows("SELECT ocel_id FROM object_Cart WHERE ocel_changed_field IS NULL")).hasSize(3);
        assertThat(rows("SELECT ocel_id FROM object_Product WHERE ocel_changed_field IS NULL")).hasSize(2);
    }

    @Test
    void attributes_are_columns_of_their_types() throws IOException, SQLException {
        assertThat(rows("SELECT name, type FROM pragma_table_info('event_StockItemCounted')")).containsExactly(
                "ocel_id|TEXT",
                "ocel_time|TIMESTAMP", "product_id|TEXT", "pieces|INTEGER", "ok|BOOLEAN", "counted_on|TIMESTAMP",
                "weight|REAL");
        assertThat(rows("SELECT * FROM event_StockItemCounted")).containsExactly(
                "e11|2026-12-01T12:00:11.000000Z|mug|40|1|2026-11-30T00:00:00.000000Z|0.25");
        assertThat(rows("SELECT typeof(pieces), typeof(ok), typeof(weight) FROM event_StockItemCounted"))
                .containsExactly("integer|integer|real");
    }

    @Test
    void an_object_has_a_row_of_first_values_and_one_for_each_changed_value() throws IOException, SQLException {
        assertThat(rows("SELECT ocel_time, ocel_changed_field, name, price, currency FROM object_Product "
                + "WHERE ocel_id = 'product:tea'"))
                .containsExactly("2026-12-01T12:00:02.000000Z|null|Green tea|4.5|EUR",
                        "2026-12-01T12:00:09.000000Z|price|null|4.75|null");
        assertThat(rows("SELECT ocel_time, ocel_changed_field, currency, status FROM object_Cart WHERE ocel_id = 'cart:"
                + CART_1
                + "'")).containsExactly("2026-12-01T12:00:01.000000Z|null|EUR|OPEN",
                        "2026-12-01T12:00:07.000000Z|status|null|CHECKED_OUT");
    }

    @Test
    void an_object_without_attributes_has_the_time_of_the_first_event_that_names_it() throws IOException, SQLException {
        assertThat(rows("SELECT ocel_time FROM object_Shopper WHERE ocel_id = 'shopper:" + ANNA + "'"))
                .containsExactly("2026-12-01T12:00:01.000000Z");
    }

    @Test
    void events_and_carts_are_related_to_objects() throws IOException, SQLException {
        assertThat(rows("SELECT ocel_object_id, ocel_qualifier FROM event_object WHERE ocel_event_id = 'e2'"))
                .containsExactlyInAnyOrder("cart:" + CART_1 + "|cart", "shopper:" + ANNA + "|shopper",
                        "product:tea|added");
        assertThat(rows("SELECT ocel_target_id, ocel_qualifier FROM object_object WHERE ocel_source_id = 'cart:"
                + CART_1 + "'"))
                .containsExactly("shopper:" + ANNA + "|owned by");
        assertThat(rows("SELECT count(*) FROM object_object")).containsExactly("3");
    }

    @Test
    void types_whose_names_differ_in_signs_only_have_tables_of_their_own() throws IOException, SQLException {
        history.event("gift.box-open", "a", 1).event("gift.box.open", "b", 1).event("gift.Box-Open", "c", 1)
                .event("object", "d", 1);

        assertThat(rows("SELECT ocel_type_map FROM event_map_type WHERE ocel_type LIKE 'gift.%'")).hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(rows("SELECT * FROM event_Object2")).containsExactly("e16|2026-12-01T12:00:16.000000Z");
    }

    @Test
    void a_file_that_exists_is_not_touched() throws IOException {
        Files.writeString(file, "my notes");

        assertThatThrownBy(() -> OcelSqlite.write(history.connection(), file))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("log.sqlite");

        assertThat(file).hasContent("my notes");
    }

    @Test
    void a_failed_export_leaves_no_file() throws SQLException {
        history.execute("DROP TABLE events");

        assertThatThrownBy(() -> OcelSqlite.write(history.connection(), file)).isInstanceOf(SQLException.class);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_history_that_may_not_be_written_can_be_exported() throws IOException, SQLException {
        var database = folder.resolve("history.duckdb");
        history.execute("ATTACH '" + database + "' AS copy; COPY FROM DATABASE memory TO copy; DETACH copy");

        try (var readOnly = DriverManager.getConnection("jdbc:duckdb:" + database + ";access_mode=READ_ONLY")) {
            OcelSqlite.write(readOnly, file);
        }

        assertThat(rows("SELECT count(*) FROM event")).containsExactly("12");
    }
}
