package io.eventcart.app.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The event model as it is drawn: the board, and behind each slice of it that slice's specifications. */
@RestController
final class EventModelPages {
    private static final Pattern SLICE = Pattern.compile("[a-z][a-z0-9-]{0,60}");
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("href=\"(?:pictures/)?([a-z0-9-]+)\\.svg\"");
    @GetMapping(path = "/event-model", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> board() throws IOException, NoResourceFoundException {
        return page("The event model of Eventcart", "A click on a slice opens its specifications.", "board.svg");
    }

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
        var svg = LINK.matcher(file.getContentAsString(StandardCharsets.UTF_8)).replaceAll("href=\"/event-model/$1\"");
        var page = html(title, navigation, svg);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", "default-src 'none'; style-src " + styles(page)
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page);
    }

    private static String html(String title, String navigation, String svg) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                <style>body{margin:0;background:Canvas;color:CanvasText}
                nav{position:sticky;left:0;padding:10px 16px;font:14px Helvetica,Arial,sans-serif}
                nav a{color:LinkText}svg{display:block}</style>
                <nav>%2$s</nav>
                <main>%3$s</main>
                </html>
                """.formatted(title, navigation, svg);
    }

    /** Only these very styles, by their hashes. */
    private static String styles(String page) {
        return STYLE.matcher(page).results().map(style -> "'sha256-" + sha256(style.group(1)) + "'")
                .collect(Collectors.joining(" "));
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
