package io.eventcart.cartsummary;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.NavigationLink;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.PagePart;
import io.eventcart.platform.sliceapi.WebPage;
import io.eventcart.sharedkernel.BesideProducts;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CurrentCart;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.OnCart;
import io.eventcart.sharedkernel.OnCartLine;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.ShopperId;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;

/** The shopper's open cart, on a page of its own and beside the products. */
@PageController
@MayCall(Caller.ANYBODY)
final class CartPage implements BesideProducts {
    private final QueryGateway queries;
    private final CartHistory history;
    private final CurrentCart carts;
    private final List<OnCartLine> onLine;
    private final List<OnCart> onCart;

    CartPage(QueryGateway queries, CartHistory history, CurrentCart carts, List<OnCartLine> onLine,
            List<OnCart> onCart) {
        this.queries = queries;
        this.history = history;
        this.carts = carts;
        this.onLine = onLine;
        this.onCart = onCart;
    }

    /** @param view null for a shopper without an open cart */
    record Shown(@Nullable CartView view, List<ShownLine> lines, List<Content> actions) {
        boolean isEmpty() {
            return view == null || view.lines().isEmpty();
        }
    }

    record ShownLine(CartView.ItemLine line, List<Content> actions) {}

    @GetMapping("/cart")
    WebPage cart(PageCall call, Optional<ShopperId> shopper) {
        return WebPage.shop("Cart", at(shopper, call));
    }

    /** The part of a page that is open already, read again. */
    @GetMapping("/cart/part")
    PagePart part(PageCall call, Optional<ShopperId> shopper) {
        return new PagePart(at(shopper, call));
    }

    @Override
    public Content at(Optional<ShopperId> shopper, PageCall call) {
        var view = shopper.flatMap(this::current).orElse(null);
        var shown = view == null
                ? new Shown(null, List.of(), List.of())
                : new Shown(view, view.lines().stream().map(line -> line(view, line, call)).toList(),
                        onCart.stream().map(action -> action.at(view.cartId(), call)).toList());
        return Html.of((out, none) -> JtecartGenerated.render(out, none, shown));
    }

    private ShownLine line(CartView view, CartView.ItemLine line, PageCall call) {
        var ofCart = new Line(line.productId(), line.name(), line.quantity(), line.unitPrice());
        return new ShownLine(line, onLine.stream().map(action -> action.at(view.cartId(), ofCart, call)).toList());
    }

    /** Waits for the view of the latest version, so that a form's outcome is on the page after it. */
    private Optional<CartView> current(ShopperId shopper) {
        return carts.of(shopper).flatMap(cartId -> {
            var version = history.versionOf(cartId);
            var query = FindCart.of(cartId, Reader.shopper(shopper));
            return Eventually.find(() -> find(query).filter(view -> view.version() >= version)).or(() -> find(query));
        });
    }

    private Optional<CartView> find(FindCart query) {
        return queries.query(query, ResponseTypes.optionalInstanceOf(CartView.class)).join();
    }

    /** The cart in the navigation. */
    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavigationLink cartLink() {
            return new NavigationLink(WebPage.Area.SHOP, "Cart", "/cart", 20);
        }
    }
}
