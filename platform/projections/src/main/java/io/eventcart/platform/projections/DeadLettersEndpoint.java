package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Dead letters", description = "Events that a projection could not handle, and later events of the same carts.")
@MayCall(Caller.OPERATOR)
@RequestMapping("/api/dead-letters")
final class DeadLettersEndpoint {
    private final DeadLetters letters;

    DeadLettersEndpoint(DeadLetters letters) {
        this.letters = letters;
    }

    /** Oldest first. */
    record DeadLetterList(List<DeadLetterView> items) {}

    @Operation(summary = "List the dead letters", description = "Oldest first, of one projection if it is named.")
    @GetMapping
    DeadLetterList deadLetters(@RequestParam(required = false) @Nullable String projection,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return new DeadLetterList(letters.list(projection, limit));
    }

    @Operation(summary = "Show a dead letter", description = "The event that could not be handled, and why.")
    @GetMapping("/{id}")
    DeadLetterView deadLetter(@PathVariable String id) {
        return letters.find(id);
    }

    @Operation(summary = "Handle a dead letter again", description = "The projection handles the letter again, and then those that wait behind it in the "
            + "same cart.")
    @PostMapping("/{id}/retry")
    DeadLetters.Retry retryDeadLetter(@PathVariable String id) {
        return letters.retry(id);
    }

    @Operation(summary = "Discard a dead letter", description = "Deletes the letter. The projection lacks its event until it is rebuilt.")
    @DeleteMapping("/{id}")
    DeadLetterView discardDeadLetter(@PathVariable String id) {
        var letter = letters.find(id);
        letters.discard(id);
        return letter;
    }
}
