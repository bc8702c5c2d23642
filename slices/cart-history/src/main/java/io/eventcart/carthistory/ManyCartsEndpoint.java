package io.eventcart.carthistory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ManyCartsEndpoint {
    private final ManyCarts carts;

    ManyCartsEndpoint(ManyCarts carts) {
        this.carts = carts;
    }

    record ManyCartsRequest(@NotBlank String condition, @Nullable TurnFilter filter) {}

    @PostMapping("/api/audit/bisect")
    Turns bisect(@Valid @RequestBody ManyCartsRequest request) {
        return carts.bisect(Condition.of(request.condition()),
                Objects.requireNonNullElse(request.filter(), TurnFilter.NONE));
    }
}
