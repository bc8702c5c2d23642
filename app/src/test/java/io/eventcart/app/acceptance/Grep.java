package io.eventcart.app.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for a text in files, however a program may have written it down: as UTF-8 or UTF-16, in Base64 or hexadecimal. */
public final class Grep {
    private static final int CHUNK = 4 * 1024 * 1024;
    private static final byte[] ZEROS = new byte[CHUNK];

    private final List<String> forms;

    private Grep(List<String> forms) {
        this.forms = forms;
    }

    /** @param text of 8 letters or more, in ASCII */
    public static Grep of(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        var forms = new ArrayList<>(List.of(text, latin(text.getBytes(StandardCharsets.UTF_16LE)),
                latin(text.getBytes(StandardCharsets.UTF_16BE)), HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes)));
        for (var before = 0; before < 3; before++) {
            var shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            var base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // What its neighbours may change at either end is left out.
            forms.add(base64.substring(before == 0 ? 0 : before + 1, base64.length() - 1));
        }
        return new Grep(forms);
    }

    public boolean isIn(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    /** @return the files under these folders that hold the text */
    public Set<Path> in(List<Path> folders) throws IOException {
        var found = new TreeSet<Path>();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    if (isIn(file)) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    private boolean isIn(Path file) throws IOException {
        var overlap = "";
        try (var bytes = Files.newInputStream(file)) {
            for (var chunk = bytes.readNBytes(CHUNK); chunk.length > 0; chunk = bytes.readNBytes(CHUNK)) {
                // Event stores reserve large files before they fill them.
                if (Arrays.equals(chunk, 0, chunk.length, ZEROS, 0, chunk.length)) {
                    overlap = "";
                    continue;
                }
                var text = overlap + latin(chunk);
                if (isIn(text)) {
                    return true;
                }
                overlap = text.substring(Math.max(0, text.length() - 1024));
            }
            return false;
        } catch (NoSuchFileException e) {
            return false; // gone meanwhile
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
