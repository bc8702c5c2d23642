package io.eventcart.app.http;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains in words what a problem's {@code type} names. */
@RestController
final class ProblemPages {
    private final Problems problems;

    ProblemPages(Problems problems) {
        this.problems = problems;
    }

    @GetMapping(path = "/problems/{kind}", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
    ResponseEntity<String> page(@PathVariable String kind) {
        return ResponseEntity.of(problems.page(kind));
    }
}
