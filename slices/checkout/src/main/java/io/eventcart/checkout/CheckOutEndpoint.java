package io.eventcart.checkout;

import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Commands;
import io.eventcart.sharedkernel.ShopperId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class CheckOutEndpoint {
    private final Commands commands;
    private final Receipts receipts;

    CheckOutEndpoint(Commands commands, Receipts receipts) {
        this.commands = commands;
        this.receipts = receipts;
    }

    /**
     * Where to deliver. Checked but not kept: personal data goes into no event before it can be encrypted there, since an
     * event can't be taken back.
     */
    record Address(@NotBlank @Size(max = 200) String name, @NotBlank @Email @Size(max = 254) String email,
            @NotBlank @Size(max = 200) String street, @NotBlank @Size(max = 100) String city,
            @NotBlank @Size(max = 20) String postcode,
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 code such as DE") String country) {}

    record Request(@Valid @Nullable Address deliverTo) {}

    @PostMapping("/api/carts/{cartId}/checkout")
    ResponseEntity<CheckOut.Order> checkOut(ShopperId shopper, @PathVariable CartId cartId,
            @Valid @RequestBody(required = false) @Nullable Request request) {
        var order = commands.send(new CheckOut(cartId, shopper));
        return ResponseEntity.ok().eTag(CartVersion.eTag(order.version())).body(order);
    }

    @GetMapping("/api/receipts/{cartId}")
    Receipt receipt(ShopperId shopper, @PathVariable CartId cartId) {
        return receipts.of(cartId, shopper);
    }
}
