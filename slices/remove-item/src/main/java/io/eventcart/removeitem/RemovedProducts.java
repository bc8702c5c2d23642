package io.eventcart.removeitem;

import io.eventcart.platform.sliceapi.KeptIn;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.sharedkernel.ProductId;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Projection: which products do shoppers take out of their carts again? */
@Component
@ProcessingGroup("remove-item")
@KeptIn(RemovedProducts.TABLE)
final class RemovedProducts {
    static final String TABLE = "removed_product";

    private final JdbcClient jdbc;
    private final Tables tables;

    RemovedProducts(JdbcClient jdbc, Tables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    /** @param limit the largest number of products, most often removed first */
    public record MostRemoved(int limit) {}

    /**
     * @param times the number of removals
     * @param pieces the number of pieces in all removals
     */
    public record RemovedProduct(ProductId productId, long times, long pieces) {}

    @EventHandler
    void on(ItemRemoved event) {
        var table = tables.name(TABLE);
        if (count(event, table) == 0) {
            jdbc.sql("INSERT INTO " + table + " (product_id, times, pieces) VALUES (?, 0, 0)" + tables.ifAbsent())
                    .param(event.productId().value())
                    .update();
            count(event, table);
        }
    }

    private int count(ItemRemoved event, String table) {
        return jdbc.sql("UPDATE " + table + " SET times = times + 1, pieces = pieces + ? WHERE product_id = ?")
                .params(event.quantity(), event.productId().value())
                .update();
    }

    @QueryHandler
    List<RemovedProduct> answer(MostRemoved query) {
        return jdbc
                .sql("SELECT product_id, times, pieces FROM " + tables.name(TABLE)
                        + " ORDER BY times DESC, product_id LIMIT ?")
                .param(query.limit())
                .query((row, n) -> new RemovedProduct(new ProductId(row.getString(1)), row.getLong(2), row.getLong(3)))
                .list();
    }
}
