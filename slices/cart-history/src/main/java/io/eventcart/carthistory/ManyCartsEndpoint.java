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
final class ManyCartsEndpoint {
    private final ManyCarts carts;

    ManyCartsEndpoint(ManyCarts carts) {
        this.carts = carts;
    }

    record ManyCartsRequest(@NotBlank String condition, @Nullable TurnFilter filter) {}

    @Operation(summary = "Find what made a condition true in many carts", description = "Looks for the first version at which the condition holds in each cart, and counts the "
            + "event types, app versions and commands that brought it about, most frequent first.")
    @MayCall(Caller.OPERATOR)
    @PostMapping("/api/audit/bisect")
    Turns bisect(@Valid @RequestBody ManyCartsRequest request) {
        return carts.bisect(Condition.of(request.condition()),
                Objects.requireNonNullElse(request.filter(), TurnFilter.NONE));
    }
}
