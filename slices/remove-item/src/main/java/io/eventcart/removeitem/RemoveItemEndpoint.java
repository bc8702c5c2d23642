package io.eventcart.removeitem;

import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.SendsCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Carts")
final class RemoveItemEndpoint {
    private final Commands commands;

    RemoveItemEndpoint(Commands commands) {
        this.commands = commands;
    }

    @Operation(summary = "Remove an item", description = "Takes so many pieces of a product out of the cart, all of them if no quantity is given. "
            + "Nothing is removed if there are fewer.")
    @SendsCommand
    @DeleteMapping("/api/carts/{cartId}/items/{productId}")
    ResponseEntity<CartVersion> removeItem(ShopperId shopper, Guard guard, @PathVariable CartId cartId,
            @PathVariable ProductId productId,
            @RequestParam(required = false) @Min(1) @Max(999) @Nullable Integer quantity) {
        var reached = commands.send(new RemoveItem(cartId, shopper, productId, quantity), guard);
        return ResponseEntity.ok().eTag(reached.eTag()).body(reached);
    }
}
