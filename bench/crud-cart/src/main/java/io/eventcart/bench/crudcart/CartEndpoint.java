package io.eventcart.bench.crudcart;

import io.eventcart.bench.crudcart.CartService.Order;
import io.eventcart.bench.crudcart.CartService.Reached;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/carts")
final class CartEndpoint {
    private static final String PRODUCT_ID = "[A-Za-z0-9._-]{1,64}";

    private final CartService carts;

    CartEndpoint(CartService carts) {
        this.carts = carts;
    }

    record AddRequest(@NotNull @Pattern(regexp = PRODUCT_ID) String productId,
            @NotNull @Min(1) @Max(999) Integer quantity) {}

    @PostMapping
    ResponseEntity<Reached> create(@AuthenticationPrincipal Jwt token) {
        var created = carts.create(shopper(token));
        return ResponseEntity.created(URI.create("/api/carts/" + created.cartId())).eTag(eTag(created.version()))
                .body(created);
    }

    @PostMapping("/{cartId}/items")
    ResponseEntity<Reached> add(@AuthenticationPrincipal Jwt token, @PathVariable UUID cartId,
            @Valid @RequestBody AddRequest request) {
        var reached = carts.add(shopper(token), cartId, request.productId(), request.quantity());
        return ResponseEntity.ok().eTag(eTag(reached.version())).body(reached);
    }

    @DeleteMapping("/{cartId}/items/{productId}")
    ResponseEntity<Reached> remove(@AuthenticationPrincipal Jwt token, @PathVariable UUID cartId,
            @PathVariable @Pattern(regexp = PRODUCT_ID) String productId,
            @RequestParam(required = false) @Min(1) @Max(999) @Nullable Integer quantity) {
        var reached = carts.remove(shopper(token), cartId, productId, quantity);
        return ResponseEntity.ok().eTag(eTag(reached.version())).body(reached);
    }

    @PostMapping("/{cartId}/checkout")
    ResponseEntity<Order> checkOut(@AuthenticationPrincipal Jwt token, @PathVariable UUID cartId) {
        var order = carts.checkOut(shopper(token), cartId);
        return ResponseEntity.ok().eTag(eTag(order.version())).body(order);
    }

    @GetMapping("/{cartId}")
    ResponseEntity<CrudCartView> cart(@AuthenticationPrincipal Jwt token, @PathVariable UUID cartId) {
        var view = carts.view(shopper(token), cartId);
        return ResponseEntity.ok().eTag(eTag(view.version())).cacheControl(CacheControl.noCache().cachePrivate())
                .body(view);
    }

    private static UUID shopper(Jwt token) {
        return UUID.fromString(token.getSubject());
    }

    private static String eTag(long version) {
        return "\"" + version + "\"";
    }
}
