package io.eventcart.platform.web.problems;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A page that fetches and runs nothing. */
public final class HtmlPage {
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    private HtmlPage() {}

    /** All three are HTML. */
    public static ResponseEntity<String> of(String title, String navigation, String content) {
        var page = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                <style>body{margin:0;background:Canvas;color:CanvasText}
                nav{position:sticky;left:0;padding:10px 16px;font:14px Helvetica,Arial,sans-serif}
                article{max-width:65ch;padding:0 16px;font:16px/1.5 Helvetica,Arial,sans-serif}
                nav a,article a{color:LinkText}svg{display:block}</style>
                <nav>%2$s</nav>
                <main>%3$s</main>
                </html>
                """.formatted(title, navigation, content);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", "default-src 'none'; style-src " + styles(page)
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page);
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
