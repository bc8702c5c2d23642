package io.eventcart.removeitem;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Notice;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.Redirect;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.OnCartLine;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The buttons at each line of the cart that take pieces out of it. */
@PageController
@MayCall(Caller.VISITOR)
final class RemoveItemPage implements OnCartLine {
    private final Commands commands;

    RemoveItemPage(Commands commands) {
        this.commands = commands;
    }

    /** @param one the hidden fields of the form that removes one piece; each form is an operation of its own */
    record Form(CartId cartId, Line line, String back, Content one, Content all, @Nullable Notice notice) {}

    @Override
    public Content at(CartId cartId, Line line, PageCall call) {
        var form = new Form(cartId, line, call.wantsPart() ? "/cart" : call.address(), call.token().fields(),
                call.token().fields(), call.notice(about(line.productId())).orElse(null));
        return Html.of((out, none) -> JteremoveGenerated.render(out, none, form));
    }

    private static String about(ProductId product) {
        return "cart-" + product.value();
    }

    @PostMapping("/cart/removals")
    Redirect remove(PageCall call, ShopperId shopper, Guard guard, @RequestParam CartId cartId,
            @RequestParam ProductId productId,
            @RequestParam(required = false) @Nullable @Min(1) @Max(999) Integer quantity) {
        try {
            commands.send(new RemoveItem(cartId, shopper, productId, quantity), guard);
            return Redirect.to(call.back("/cart"), Notice.done("", "Removed from the cart."));
        } catch (Rejection refused) {
            return Redirect.to(call.back("/cart"), Notice.refused("", refused));
        }
    }
}
