package io.eventcart.checkout;

import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.PersonErased;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.SendsCommand;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.ShopperErased;
import io.eventcart.sharedkernel.ShopperId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Carts")
final class CheckOutEndpoint {
    private final Commands commands;
    private final Receipts receipts;
    private final PersonalData personal;
    private final CartHistory history;

    CheckOutEndpoint(Commands commands, Receipts receipts, PersonalData personal, CartHistory history) {
        this.commands = commands;
        this.receipts = receipts;
        this.personal = personal;
        this.history = history;
    }

    record CheckOutRequest(@Valid @Nullable Address deliverTo) {}

    @Operation(summary = "Check out", description = "Buys what is in the cart. A checked-out cart takes no more changes. An address for the "
            + "delivery is stored encrypted.")
    @SendsCommand
    @PostMapping("/api/carts/{cartId}/checkout")
    ResponseEntity<CheckOut.Order> checkOut(ShopperId shopper, Guard guard, @PathVariable CartId cartId,
            @Valid @RequestBody(required = false) @Nullable CheckOutRequest request) {
        var order = commands.send(new CheckOut(cartId, shopper, encrypted(request, cartId, shopper)), guard);
        return ResponseEntity.ok().eTag(CartVersion.eTag(order.version())).body(order);
    }

    private @Nullable EncryptedField<Address> encrypted(@Nullable CheckOutRequest request, CartId cartId,
            ShopperId shopper) {
        if (request == null || request.deliverTo() == null) {
            return null;
        }
        try {
            return personal.encrypt(shopper.value(), request.deliverTo(),
                    EncryptedField.Place.in(CartCheckedOut.class, cartId.toString(), CartCheckedOut.DELIVER_TO));
        } catch (PersonErased e) {
            throw new ShopperErased(shopper);
        }
    }

    @Operation(summary = "Show the receipt", description = "What was bought with a cart, once it is checked out.")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true, headers = @Header(name = "ETag", description = "The version", schema = @Schema(type = "string")))
    @GetMapping("/api/receipts/{cartId}")
    ResponseEntity<Receipt> receipt(ShopperId shopper, @PathVariable CartId cartId) {
        var receipt = receipts.of(cartId, shopper);
        return ResponseEntity.ok().eTag(CartVersion.eTag(history.versionOf(cartId))).body(receipt);
    }
}
