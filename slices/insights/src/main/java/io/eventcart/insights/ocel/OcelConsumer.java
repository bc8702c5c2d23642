package io.eventcart.insights.ocel;

import java.sql.SQLException;

/** Takes the events or the objects of a log one by one. */
@FunctionalInterface
interface OcelConsumer<T> {
    void accept(T part) throws SQLException;
}
