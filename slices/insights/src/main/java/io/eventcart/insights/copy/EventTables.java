package io.eventcart.insights.copy;

/** How the tables are named. */
public final class EventTables {
    private EventTables() {}

    /** @return the table of the events of that type, such as {@code cart_item_added} for {@code cart.item-added} */
    public static String nameFor(String type) {
        return type.replace('.', '_').replace('-', '_');
    }
}
