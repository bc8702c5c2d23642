package io.eventcart.additem;

import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.SendsCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Catalogue;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Carts")
final class AddItemEndpoint {
    private final Commands commands;
    private final Catalogue catalogue;

    AddItemEndpoint(Commands commands, Catalogue catalogue) {
        this.commands = commands;
        this.catalogue = catalogue;
    }

    record AddItemRequest(@NotNull ProductId productId, @NotNull @Min(1) @Max(999) Integer quantity) {}

    @Operation(summary = "Add an item", description = "Puts so many pieces of a product into the cart, at the price of the catalogue. A cart "
            + "takes 100 different products and 999 pieces of each.")
    @SendsCommand
    @PostMapping("/api/carts/{cartId}/items")
    ResponseEntity<CartVersion> addItem(ShopperId shopper, Guard guard, @PathVariable CartId cartId,
            @Valid @RequestBody AddItemRequest request) {
        var product = catalogue.product(request.productId());
        var reached = commands.send(new AddItem(cartId, shopper, product.productId(), product.name(),
                request.quantity(), product.price()), guard);
        return ResponseEntity.ok().eTag(reached.eTag()).body(reached);
    }
}
