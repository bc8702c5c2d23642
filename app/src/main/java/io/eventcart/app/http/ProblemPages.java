package io.eventcart.app.http;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Explains in words what a problem's {@code type} names. */
@RestController
final class ProblemPages {
    private static final MediaType WORDS = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Problems problems;

    ProblemPages(Problems problems) {
        this.problems = problems;
    }

    /** In words, whatever the caller would rather have. */
    @GetMapping("/problems/{kind}")
    ResponseEntity<String> page(@PathVariable String kind) {
        return ResponseEntity.ok().contentType(WORDS)
                .body(problems.page(kind).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
