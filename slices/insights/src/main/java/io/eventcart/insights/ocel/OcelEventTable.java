package io.eventcart.insights.ocel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of one event type: its columns say which attributes the events have, and which objects they are related to.
 *
 * @param name as SQL has it
 * @param attributes without the columns that all tables have
 * @param objects the types of objects that it has a column for
 * @param productLists columns with lists of structures with a product in each
 */
record OcelEventTable(String type, String name, List<OcelAttribute> attributes, List<OcelObjectType> objects,
        List<String> productLists) {
    private static final Set<String> COLUMNS_OF_ALL = Set.of("position", "at", "cart_id", "version", "shopper_id");
    private static final Map<String, String> QUALIFIERS_OF_LISTS = Map.of("cart.cart-checked-out", "bought");

    /** @param name of the table, which must be there */
    static OcelEventTable of(Connection history, String type, String name) throws SQLException {
        var attributes = new ArrayList<OcelAttribute>();
        var objects = new ArrayList<OcelObjectType>();
        var productLists = new ArrayList<String>();
        var columns = columns(history, quoted(name));
        for (var column : columns.entrySet()) {
            if (!COLUMNS_OF_ALL.contains(column.getKey())) {
                OcelValueType.ofColumn(column.getValue())
                        .ifPresent(valueType -> attributes.add(new OcelAttribute(column.getKey(), valueType)));
            }
            if (column.getValue().startsWith("STRUCT(") && column.getValue().endsWith(")[]")
                    && hasProduct(history, name, column.getKey())) {
                productLists.add(column.getKey());
            }
        }
        for (var object : OcelObjectType.values()) {
            if (columns.containsKey(object.column())) {
                objects.add(object);
            }
        }
        return new OcelEventTable(type, quoted(name), attributes, objects, productLists);
    }

    private static boolean hasProduct(Connection history, String table, String list) throws SQLException {
        return columns(history, "SELECT unnest(" + quoted(list) + ", max_depth := 2) FROM " + quoted(table))
                .containsKey(OcelObjectType.PRODUCT.column());
    }

    private static Map<String, String> columns(Connection history, String described) throws SQLException {
        var columns = new LinkedHashMap<String, String>();
        try (var statement = history.createStatement(); var found = statement.executeQuery("DESCRIBE " + described)) {
            while (found.next()) {
                columns.put(found.getString("column_name"), found.getString("column_type"));
            }
        }
        return columns;
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    boolean has(String column) {
        return attributes.stream().anyMatch(attribute -> attribute.name().equals(column))
                || objects.stream().anyMatch(object -> object.column().equals(column));
    }

    /** @return a query of the events after a position, up to another one; see {@link #attributesOf} and {@link #addRelationsOf} */
    String selectBetween() {
        var columns = new ArrayList<>(List.of("position"));
        attributes.forEach(attribute -> columns.add(attribute.type().toText(quoted(attribute.name()))));
        objects.forEach(object -> columns.add("CAST(" + object.column() + " AS VARCHAR)"));
        productLists
                .forEach(list -> columns.add("[CAST(line.product_id AS VARCHAR) FOR line IN " + quoted(list) + "]"));
        return "SELECT " + String.join(", ", columns) + " FROM " + name
                + " WHERE position > ? AND position <= ? ORDER BY position";
    }

    List<OcelValue> attributesOf(ResultSet row) throws SQLException {
        var values = new ArrayList<OcelValue>();
        for (var i = 0; i < attributes.size(); i++) {
            var attribute = attributes.get(i);
            var value = row.getString(2 + i);
            if (value != null) {
                attribute.type().text(value).ifPresent(text -> values.add(new OcelValue(attribute, text)));
            }
        }
        return values;
    }

    void addRelationsOf(ResultSet row, Set<OcelRelation> relations) throws SQLException {
        var column = 2 + attributes.size();
        for (var object : objects) {
            var key = row.getString(column++);
            if (key != null) {
                relations.add(new OcelRelation(object.idOf(key), qualifier(object)));
            }
        }
        for (var i = 0; i < productLists.size(); i++) {
            var products = row.getArray(column++);
            if (products != null) {
                addProducts((Object[]) products.getArray(), relations);
            }
        }
    }

    private void addProducts(Object[] products, Set<OcelRelation> relations) {
        for (var product : products) {
            if (product != null) {
                relations.add(new OcelRelation(OcelObjectType.PRODUCT.idOf(product.toString()),
                        QUALIFIERS_OF_LISTS.getOrDefault(type, lastWord())));
            }
        }
    }

    /** A cart's event is about its cart and shopper; what it does with a product, its name says. */
    private String qualifier(OcelObjectType object) {
        return object == OcelObjectType.PRODUCT ? lastWord() : object.text();
    }

    private String lastWord() {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('-')) + 1);
    }
}
