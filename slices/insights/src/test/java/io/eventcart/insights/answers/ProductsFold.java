package io.eventcart.insights.answers;

import io.eventcart.insights.answers.HistoryEvent.AddedItem;
import io.eventcart.insights.answers.HistoryEvent.BoughtLine;
import io.eventcart.insights.answers.HistoryEvent.CheckedOutCart;
import io.eventcart.insights.answers.HistoryEvent.RemovedItem;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The figures of products from the contract's definition, product by product. */
final class ProductsFold {
    private final List<HistoryEvent> seen;
    private final List<HistoryEvent> counted;

    private ProductsFold(List<HistoryEvent> seen, List<HistoryEvent> counted) {
        this.seen = seen;
        this.counted = counted;
    }

    static ProductRanking of(List<HistoryEvent> events, long position, Period period, ProductSort sort, int limit) {
        var seen = IdleFold.seen(events, period.asOf());
        var fold = new ProductsFold(seen, seen.stream().filter(event -> IdleFold.isIn(period, event.at())).toList());
        var products = new TreeSet<String>();
        fold.added("").forEach(added -> products.add(added.productId()));
        fold.removed("").forEach(removed -> products.add(removed.productId()));
        fold.counted(CheckedOutCart.class).flatMap(bought -> bought.lines().stream())
                .forEach(line -> products.add(line.productId()));
        return new ProductRanking(position, products.stream().map(fold::figures)
                .sorted(order(sort).thenComparing(ProductFigures::productId)).limit(limit).toList());
    }

    private <E extends HistoryEvent> Stream<E> counted(Class<E> type) {
        return IdleFold.only(type, counted);
    }

    /** @param product empty for all */
    private Stream<AddedItem> added(String product) {
        return counted(AddedItem.class).filter(added -> product.isEmpty() || added.productId().equals(product));
    }

    private Stream<RemovedItem> removed(String product) {
        return counted(RemovedItem.class).filter(removed -> product.isEmpty() || removed.productId().equals(product));
    }

    private static Stream<BoughtLine> lines(CheckedOutCart bought, String product) {
        return bought.lines().stream().filter(line -> line.productId().equals(product));
    }

    private ProductFigures figures(String product) {
        return new ProductFigures(product, name(product), added(product).map(HistoryEvent::cart).distinct().count(),
                added(product).count(), added(product).mapToLong(AddedItem::quantity).sum(), removed(product).count(),
                removed(product).mapToLong(RemovedItem::quantity).sum(), counted(CheckedOutCart.class)
                        .flatMap(bought -> lines(bought, product)).mapToLong(BoughtLine::quantity).sum(),
                removedThenBought(product));
    }

    private String name(String product) {
        var latest = added(product).reduce((earlier, later) -> later)
                .or(() -> IdleFold.only(AddedItem.class, seen).filter(added -> added.productId().equals(product))
                        .reduce((earlier, later) -> later));
        return latest.orElseThrow().name();
    }

    private long removedThenBought(String product) {
        return removed(product).filter(removed -> counted(CheckedOutCart.class)
                .anyMatch(bought -> bought.shopper().equals(removed.shopper()) && bought.position() > removed.position()
                        && lines(bought, product).findAny().isPresent()))
                .map(HistoryEvent::shopper).distinct().count();
    }

    private static Comparator<ProductFigures> order(ProductSort sort) {
        return switch (sort) {
            case PRODUCT_ID -> Comparator.comparing(ProductFigures::productId);
            case NAME -> Comparator.comparing(ProductFigures::name);
            case CARTS -> Comparator.comparingLong(ProductFigures::carts).reversed();
            case TIMES_ADDED -> Comparator.comparingLong(ProductFigures::timesAdded).reversed();
            case PIECES_ADDED -> Comparator.comparingLong(ProductFigures::piecesAdded).reversed();
            case TIMES_REMOVED -> Comparator.comparingLong(ProductFigures::timesRemoved).reversed();
            case PIECES_REMOVED -> Comparator.comparingLong(ProductFigures::piecesRemoved).reversed();
            case PIECES_BOUGHT -> Comparator.comparingLong(ProductFigures::piecesBought).reversed();
            case REMOVED_THEN_BOUGHT -> Comparator.comparingLong(ProductFigures::removedThenBought).reversed();
        };
    }
}
