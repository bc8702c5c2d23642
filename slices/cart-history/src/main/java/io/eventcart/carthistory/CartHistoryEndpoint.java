package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartView;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.InvalidRequest;
import io.eventcart.sharedkernel.Page;
import io.eventcart.sharedkernel.Reader;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/carts/{cartId}")
final class CartHistoryEndpoint {
    private final TimeMachine timeMachine;

    CartHistoryEndpoint(TimeMachine timeMachine) {
        this.timeMachine = timeMachine;
    }

    record BisectRequest(@NotBlank String condition) {}

    @GetMapping("/history")
    Page<HistoryItem> history(Reader reader, @PathVariable CartId cartId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(defaultValue = "0") @Min(0) long after) {
        return timeMachine.history(cartId, reader, limit, after);
    }

    @GetMapping(params = "version")
    ResponseEntity<CartView> version(Reader reader, @PathVariable CartId cartId, @RequestParam long version,
            @RequestParam(required = false) @Nullable Instant at) {
        if (at != null) {
            throw new InvalidRequest("at", "can't be given together with version: leave one of them out");
        }
        return answer(timeMachine.version(cartId, reader, version));
    }

    @GetMapping(params = {"at", "!version"})
    ResponseEntity<CartView> at(Reader reader, @PathVariable CartId cartId, @RequestParam Instant at) {
        return answer(timeMachine.at(cartId, reader, at));
    }

    @GetMapping("/diff")
    CartDiff diff(Reader reader, @PathVariable CartId cartId, @RequestParam long from, @RequestParam long to) {
        return timeMachine.diff(cartId, reader, from, to);
    }

    @PostMapping("/bisect")
    Bisection bisect(Reader reader, @PathVariable CartId cartId, @Valid @RequestBody BisectRequest request) {
        return timeMachine.bisect(cartId, reader, Condition.of(request.condition()));
    }

    private static ResponseEntity<CartView> answer(CartView view) {
        return ResponseEntity.ok().eTag(CartVersion.eTag(view.version()))
                .cacheControl(CacheControl.noCache().cachePrivate()).body(view);
    }
}
