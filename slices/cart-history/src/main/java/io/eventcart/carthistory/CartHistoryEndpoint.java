package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartView;
import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Page;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "Cart history", description = "What happened to a cart, and how it stood at any time. The owner and the operator may ask.")
@MayCall({Caller.VISITOR, Caller.OPERATOR})
@RequestMapping("/api/carts/{cartId}")
final class CartHistoryEndpoint {
    /** The API page shows these as one call, together with the current cart. */
    private static final String SHOW = "Show a cart";
    private static final String SHOW_MORE = "The cart as it is now, or as it stood at a version or at an instant, computed from its events. "
            + "With atLeast the answer waits up to 2 s until the view shows that version. The owner and the operator may ask.";

    private final TimeMachine timeMachine;

    CartHistoryEndpoint(TimeMachine timeMachine) {
        this.timeMachine = timeMachine;
    }

    record BisectRequest(@NotBlank String condition) {}

    @Operation(summary = "List the events of a cart", description = "Every event with who, when and why, oldest first. The next of an answer, given as after, "
            + "leads on to the next part.")
    @GetMapping("/history")
    Page<HistoryItem> history(Reader reader, @PathVariable CartId cartId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(defaultValue = "0") @Min(0) long after) {
        return timeMachine.history(cartId, reader, limit, after);
    }

    @Operation(summary = SHOW, description = SHOW_MORE)
    @GetMapping(params = "version")
    ResponseEntity<CartView> version(Reader reader, @PathVariable CartId cartId, @RequestParam long version,
            @RequestParam(required = false) @Nullable Instant at) {
        if (at != null) {
            throw new InvalidRequest("at", "can't be given together with version: leave one of them out");
        }
        return answer(timeMachine.version(cartId, reader, version));
    }

    @Operation(summary = SHOW, description = SHOW_MORE)
    @GetMapping(params = {"at", "!version"})
    ResponseEntity<CartView> at(Reader reader, @PathVariable CartId cartId, @RequestParam Instant at) {
        return answer(timeMachine.at(cartId, reader, at));
    }

    @Operation(summary = "Compare two versions of a cart", description = "The lines that were added, removed and changed, totals and status before and after, and "
            + "the events between.")
    @GetMapping("/diff")
    CartDiff diff(Reader reader, @PathVariable CartId cartId, @RequestParam long from, @RequestParam long to) {
        return timeMachine.diff(cartId, reader, from, to);
    }

    @Operation(summary = "Find the change that made a condition true", description = "The first version at which the condition holds, with its event and the cart before and "
            + "after. The condition must hold at the end and not at the start.")
    @PostMapping("/bisect")
    Bisection bisect(Reader reader, @PathVariable CartId cartId, @Valid @RequestBody BisectRequest request) {
        return timeMachine.bisect(cartId, reader, Condition.of(request.condition()));
    }

    private static ResponseEntity<CartView> answer(CartView view) {
        return ResponseEntity.ok().eTag(CartVersion.eTag(view.version()))
                .cacheControl(CacheControl.noCache().cachePrivate()).body(view);
    }
}
