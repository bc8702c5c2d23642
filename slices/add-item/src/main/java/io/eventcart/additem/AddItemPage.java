package io.eventcart.additem;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.BeginsSession;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Notice;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.PagePart;
import io.eventcart.platform.sliceapi.Redirect;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.Catalogue;
import io.eventcart.sharedkernel.CurrentCart;
import io.eventcart.sharedkernel.OnProduct;
import io.eventcart.sharedkernel.Product;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form at each product that puts it into the cart. */
@PageController
@MayCall(Caller.ANYBODY)
final class AddItemPage implements OnProduct {
    private static final int MOST = 999;

    private final Commands commands;
    private final Catalogue catalogue;
    private final CurrentCart carts;

    AddItemPage(Commands commands, Catalogue catalogue, CurrentCart carts) {
        this.commands = commands;
        this.catalogue = catalogue;
        this.carts = carts;
    }

    record Form(Product product, String quantity, String back, Content hidden, @Nullable Notice notice) {}

    @Override
    public Content at(Product product, PageCall call) {
        return form(new Form(product, "1", call.address(), call.token().fields(),
                call.notice(product.productId().value()).orElse(null)));
    }

    private static Content form(Form form) {
        return Html.of((out, none) -> JteaddGenerated.render(out, none, form));
    }

    @BeginsSession
    @PostMapping("/cart/items")
    Object add(PageCall call, ShopperId shopper, Guard guard, @RequestParam ProductId productId,
            @RequestParam(defaultValue = "") String quantity) {
        var product = catalogue.product(productId);
        var notice = outcome(product, quantity, shopper, guard);
        if (call.wantsPart()) {
            return new PagePart(form(new Form(product, notice.isRefusal() ? quantity : "1", call.back("/"),
                    call.token().fields(), notice)), "cart-changed");
        }
        return Redirect.to(call.back("/") + "#product-" + productId.value(), notice);
    }

    private Notice outcome(Product product, String quantity, ShopperId shopper, Guard guard) {
        var about = product.productId().value();
        var pieces = pieces(quantity);
        if (pieces == 0) {
            return Notice.refused(about, "The quantity must be a whole number from 1 to 999.");
        }
        try {
            commands.send(new AddItem(carts.openFor(shopper), shopper, product.productId(), product.name(), pieces,
                    product.price()), guard);
            return Notice.done(about, "Added to the cart: " + pieces + " × " + product.name() + ".");
        } catch (Rejection refused) {
            return Notice.refused(about, refused);
        }
    }

    /** @return 0 if it is no quantity */
    private static int pieces(String text) {
        try {
            var number = Integer.parseInt(text.strip());
            return number >= 1 && number <= MOST ? number : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
