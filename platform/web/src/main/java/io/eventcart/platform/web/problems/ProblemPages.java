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

/** Explains in words what a problem's {@code type} names. */
@RestController
@Tag(name = "Explanations", description = "What a problem means and what to do about it; the event model, drawn.")
final class ProblemPages {
    private static final MediaType WORDS = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Problems problems;
    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html = HtmlRenderer.builder().escapeHtml(true).build();
    private final TextContentRenderer text = TextContentRenderer.builder().build();

    ProblemPages(Problems problems) {
        this.problems = problems;
    }

    @Operation(summary = "Explain a problem", description = "Says in words what a problem's type means, and what now. A browser gets a page, anything "
            + "else plain text, whatever it would rather have.")
    @GetMapping("/problems/{kind}")
    ResponseEntity<String> page(@PathVariable String kind, HttpServletRequest request) {
        var page = problems.page(kind).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return asksForHtml(request)
                ? HtmlPage.of(problems.title(kind), "<a href=\"/swagger-ui.html\">All calls of this API</a>",
                        "<article>" + html.render(markdown.parse(page)) + "</article>")
                : ResponseEntity.ok().contentType(WORDS).header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .body(text.render(markdown.parse(page)) + "\n");
    }

    /** As browsers do; programs name it seldom, and never by {@code *}{@code /*}. */
    private static boolean asksForHtml(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
