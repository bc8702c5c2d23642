package io.eventcart.createcart;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.LimitedPerPerson;
import io.eventcart.platform.sliceapi.Page;
import io.eventcart.platform.sliceapi.SendsCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Catalogue;
import io.eventcart.sharedkernel.ShopperId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Carts", description = "What a shopper does with a cart, and what it holds.")
@RequestMapping("/api/carts")
final class CreateCartEndpoint {
    private static final int MOST = 100;

    private final Commands commands;
    private final Catalogue catalogue;
    private final ShopperCarts shopperCarts;
    /**
     * The carts that each shopper created recently, newest first. The list waits for them, since the view may lag and may get the
     * last one before an earlier one.
     */
    private final Cache<ShopperId, List<CartId>> justOpened = Caffeine.newBuilder()
            .expireAfterWrite(Eventually.PATIENCE).build();

    CreateCartEndpoint(Commands commands, Catalogue catalogue, ShopperCarts shopperCarts) {
        this.commands = commands;
        this.catalogue = catalogue;
        this.shopperCarts = shopperCarts;
    }

    @Operation(summary = "Create a cart", description = "Creates an empty cart for the shopper. With an Idempotency-Key a repeated call creates "
            + "no second one.")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true, headers = @Header(name = "Location", description = "The cart's address", schema = @Schema(type = "string")))
    @SendsCommand(toExisting = false)
    @LimitedPerPerson(limit = "carts", fault = "This shopper has created too many carts. Use one of them: GET /api/carts lists them.")
    @PostMapping
    ResponseEntity<CartVersion> createCart(ShopperId shopper, Guard guard) {
        var created = commands.send(new CreateCart(cartId(guard), shopper, catalogue.currency()), guard);
        justOpened.asMap().merge(shopper, List.of(created.cartId()), (before, opened) -> Stream
                .concat(opened.stream(), before.stream()).distinct().limit(MOST).toList());
        return ResponseEntity.created(URI.create("/api/carts/" + created.cartId())).eTag(created.eTag()).body(created);
    }

    /** A repeated call means the same cart. */
    private static CartId cartId(Guard guard) {
        return guard.operationId() == null ? CartId.random() : new CartId(UUID.fromString(guard.operationId()));
    }

    @Operation(summary = "List the carts", description = "The shopper's carts, newest first. The next of an answer, given as after, leads on to "
            + "the next part.")
    @GetMapping
    Page<ShopperCart> carts(ShopperId shopper, @RequestParam(defaultValue = "20") @Min(1) @Max(MOST) int limit,
            @RequestParam(required = false) @Nullable CartId after) {
        var opened = justOpened.getIfPresent(shopper);
        if (opened != null) {
            Eventually.find(() -> Optional.of(opened).filter(carts -> shopperCarts.shows(carts, shopper)));
        }
        return shopperCarts.of(shopper, limit, after);
    }
}
