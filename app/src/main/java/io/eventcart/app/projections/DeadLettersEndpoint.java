package io.eventcart.app.projections;

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
@RequestMapping("/api/dead-letters")
final class DeadLettersEndpoint {
    private final DeadLetters letters;

    DeadLettersEndpoint(DeadLetters letters) {
        this.letters = letters;
    }

    /** Those that were put aside first. */
    record DeadLetterList(List<DeadLetterView> items) {}

    @GetMapping
    DeadLetterList deadLetters(@RequestParam(required = false) @Nullable String projection,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return new DeadLetterList(letters.list(projection, limit));
    }

    @GetMapping("/{id}")
    DeadLetterView deadLetter(@PathVariable String id) {
        return letters.find(id);
    }

    @PostMapping("/{id}/retry")
    DeadLetters.Retry retryDeadLetter(@PathVariable String id) {
        return letters.retry(id);
    }

    @DeleteMapping("/{id}")
    DeadLetterView discardDeadLetter(@PathVariable String id) {
        var letter = letters.find(id);
        letters.discard(id);
        return letter;
    }
}
