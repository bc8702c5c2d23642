package io.eventcart.platform.web.problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Serves the pages that a problem's {@code type} names. */
@RestController
@Tag(name = "Explanations", description = "What a problem means and what to do about it, and the drawings of the event model.")
final class ProblemPages {
    private static final MediaType PLAIN_TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Problems problems;
    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html = HtmlRenderer.builder().escapeHtml(true).build();
    private final TextContentRenderer text = TextContentRenderer.builder().build();

    ProblemPages(Problems problems) {
        this.problems = problems;
    }

    @Operation(summary = "Explain a problem", description = "Explains the problem's type and its remedy. A browser gets an HTML page, any "
            + "other client plain text, whatever it accepts.")
    @GetMapping("/problems/{kind}")
    ResponseEntity<String> page(@PathVariable String kind, HttpServletRequest request) {
        var page = problems.page(kind).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return asksForHtml(request)
                ? HtmlPage.of(problems.title(kind), "<a href=\"/swagger-ui.html\">All calls of this API</a>",
                        "<article>" + html.render(markdown.parse(page)) + "</article>")
                : ResponseEntity.ok().contentType(PLAIN_TEXT).header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .body(text.render(markdown.parse(page)) + "\n");
    }

    /** Browsers name HTML in {@code Accept}. Programs rarely do, and {@code *}{@code /*} does not count. */
    private static boolean asksForHtml(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
