package io.eventcart.platform.web.http;

import io.eventcart.platform.web.problems.HtmlPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Serves the drawings of the event model: the board, and the specifications of each slice. */
@RestController
@Tag(name = "Explanations")
final class EventModelPages {
    private static final Pattern SLICE = Pattern.compile("[a-z][a-z0-9-]{0,60}");
    private static final Pattern LINK = Pattern.compile("href=\"(?:pictures/)?([a-z0-9-]+)\\.svg\"");
    @Operation(summary = "Show the event model", description = "A page with every slice on one timeline. A click on a slice opens its specifications.")
    @GetMapping(path = "/event-model", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> board() throws IOException, NoResourceFoundException {
        return page("The event model of Eventcart", "A click on a slice opens its specifications.", "board.svg");
    }

    @Operation(summary = "Show a slice of the event model", description = "A page with the specifications of one slice, as examples of given, when and then.")
    @GetMapping(path = "/event-model/{slice}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> slice(@PathVariable String slice) throws IOException, NoResourceFoundException {
        return page(slice + ", a slice of Eventcart", "<a href=\"/event-model\">The whole event model</a>",
                "pictures/" + (SLICE.matcher(slice).matches() ? slice : "none") + ".svg");
    }

    private static ResponseEntity<String> page(String title, String navigation, String picture)
            throws IOException, NoResourceFoundException {
        var file = new ClassPathResource("event-model/" + picture);
        if (!file.exists()) {
            throw new NoResourceFoundException(HttpMethod.GET, "/event-model", picture);
        }
        return HtmlPage.of(title, navigation,
                LINK.matcher(file.getContentAsString(StandardCharsets.UTF_8)).replaceAll("href=\"/event-model/$1\""));
    }
}
