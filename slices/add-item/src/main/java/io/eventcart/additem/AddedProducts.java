package io.eventcart.additem;

import io.eventcart.platform.sliceapi.KeptIn;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.sharedkernel.ProductId;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Projection: how often is each product put into a cart? */
@Component
@ProcessingGroup("add-item")
@KeptIn(AddedProducts.TABLE)
final class AddedProducts {
    static final String TABLE = "added_product";

    private final JdbcClient jdbc;
    private final Tables tables;

    AddedProducts(JdbcClient jdbc, Tables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    /** @param limit the largest number of products, most often added first */
    public record MostAdded(int limit) {}

    /**
     * @param times the number of additions
     * @param pieces the number of pieces in all additions, including those removed later
     */
    public record AddedProduct(ProductId productId, long times, long pieces) {}

    @EventHandler
    void on(ItemAdded event) {
        var table = tables.name(TABLE);
        if (count(event, table) == 0) {
            jdbc.sql("INSERT INTO " + table + " (product_id, times, pieces) VALUES (?, 0, 0)" + tables.ifAbsent())
                    .param(event.productId().value())
                    .update();
            count(event, table);
        }
    }

    private int count(ItemAdded event, String table) {
        return jdbc.sql("UPDATE " + table + " SET times = times + 1, pieces = pieces + ? WHERE product_id = ?")
                .params(event.quantity(), event.productId().value())
                .update();
    }

    @QueryHandler
    List<AddedProduct> answer(MostAdded query) {
        return jdbc
                .sql("SELECT product_id, times, pieces FROM " + tables.name(TABLE)
                        + " ORDER BY times DESC, product_id LIMIT ?")
                .param(query.limit())
                .query((row, n) -> new AddedProduct(new ProductId(row.getString(1)), row.getLong(2), row.getLong(3)))
                .list();
    }
}
