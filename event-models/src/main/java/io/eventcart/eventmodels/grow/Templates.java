package io.eventcart.eventmodels.grow;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Fills in the {@code .mustache} files beside this class. */
final class Templates {
    private static final Mustache.Compiler COMPILER = Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true);

    private Templates() {}

    /** @param template the name of the generated file, such as {@code Handler.java} */
    static String fill(String template, Map<String, ?> values) {
        return COMPILER.compile(read(template + ".mustache")).execute(values);
    }

    static String read(String file) {
        try (var found = Objects.requireNonNull(Templates.class.getResourceAsStream(file), file)) {
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
