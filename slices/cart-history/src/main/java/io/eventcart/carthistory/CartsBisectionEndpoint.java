package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit trail")
final class CartsBisectionEndpoint {
    private final CartsBisector carts;

    CartsBisectionEndpoint(CartsBisector carts) {
        this.carts = carts;
    }

    record CartsBisectionRequest(@NotBlank String condition, @Nullable BisectionFilter filter) {}

    @Operation(summary = "Find what made a condition true in many carts", description = "Looks for the first version at which the condition holds in each cart, and counts the "
            + "event types, app versions and commands that brought it about, most frequent first.")
    @MayCall(Caller.OPERATOR)
    @PostMapping("/api/audit/bisect")
    CartsBisection bisect(@Valid @RequestBody CartsBisectionRequest request) {
        return carts.bisect(Condition.of(request.condition()),
                Objects.requireNonNullElse(request.filter(), BisectionFilter.NONE));
    }
}
