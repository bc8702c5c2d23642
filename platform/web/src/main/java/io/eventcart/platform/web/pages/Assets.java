package io.eventcart.platform.web.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The styles and scripts of all pages: one style sheet of all files {@code pages/*.css} in the modules, one script of all {@code
 * pages/*.js}, and the libraries. Their addresses have a hash of their content, so browsers keep them.
 */
@Controller
@Lazy
@ConditionalOnWebApplication
final class Assets {
    static final String PREFIX = "/assets/";
    private static final String FRAME = "frame";
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    private record Asset(String hash, MediaType type, String content) {}

    Assets() {
        try {
            add("style.css", CSS, ofModules("css"));
            add("libraries.js", SCRIPT,
                    List.of(library("htmx.org", "dist/htmx.min.js"), library("htmx-ext-sse", "sse.js")));
            add("script.js", SCRIPT, ofModules("js"));
            add("icon.svg", MediaType.valueOf("image/svg+xml"), ofModules("svg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frame's own file comes first, so that a slice's styles can build on it. */
    private static List<Resource> ofModules(String kind) throws IOException {
        var found = new PathMatchingResourcePatternResolver().getResources("classpath*:pages/*." + kind);
        return Arrays.stream(found)
                .sorted(Comparator.comparing((Resource file) -> !name(file).startsWith(FRAME))
                        .thenComparing(Assets::name))
                .toList();
    }

    private static String name(Resource file) {
        return Objects.requireNonNull(file.getFilename());
    }

    /** The name of the folder with its version is the library's own matter. */
    private static Resource library(String name, String file) throws IOException {
        var found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/" + name + "/*/" + file);
        if (found.length != 1) {
            throw new IllegalStateException(name + " is " + found.length + " times on the class path");
        }
        return found[0];
    }

    private void add(String name, MediaType type, List<Resource> files) throws IOException {
        var parts = new ArrayList<String>();
        for (var file : files) {
            parts.add(file.getContentAsString(StandardCharsets.UTF_8));
        }
        var content = String.join("\n", parts);
        assets.put(name, new Asset(hash(content), type, content));
    }

    private static String hash(String content) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(Arrays.copyOf(
                            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)), 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the address of a file, relative to this site */
    String address(String name) {
        return PREFIX + Objects.requireNonNull(assets.get(name), name).hash() + "/" + name;
    }

    @GetMapping(PREFIX + "{hash}/{name}")
    ResponseEntity<String> asset(@PathVariable String hash, @PathVariable String name) {
        var asset = assets.get(name);
        if (asset == null || !asset.hash().equals(hash)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok().contentType(asset.type())
                .cacheControl(CacheControl.maxAge(A_YEAR).cachePublic().immutable())
                .body(asset.content());
    }
}
