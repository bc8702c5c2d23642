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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for texts in files, however a program may have written them down: as UTF-8 or UTF-16, in Base64 or hexadecimal. It reads a
 * file once, whatever it looks for: stores are large, and each text has many forms.
 */
public final class Grep {
    private static final int CHUNK = 4 * 1024 * 1024;
    private static final int OVERLAP = 1024;
    private static final byte[] ZEROS = new byte[CHUNK];

    private final List<Form> forms = new ArrayList<>();
    /** Whether any form begins with these two bytes. */
    private final boolean[] isStart = new boolean[1 << 16];

    /** A text as it may have been written down. */
    private static final class Form {
        private final String text;
        private final byte[] bytes;

        Form(String text, byte[] bytes) {
            this.text = text;
            this.bytes = bytes;
        }

        boolean isAt(int at, byte[] all, int end) {
            return at + bytes.length <= end
                    && Arrays.equals(all, at, at + bytes.length, bytes, 0, bytes.length);
        }
    }

    private Grep() {}

    /** @param texts of 8 letters or more, in ASCII */
    public static Grep of(String... texts) {
        var grep = new Grep();
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            grep.add(text, bytes);
            grep.add(text, text.getBytes(StandardCharsets.UTF_16LE));
            grep.add(text, text.getBytes(StandardCharsets.UTF_16BE));
            grep.add(text, latin(HexFormat.of().formatHex(bytes)));
            grep.add(text, latin(HexFormat.of().withUpperCase().formatHex(bytes)));
            for (var before = 0; before < 3; before++) {
                var shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                var base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
                // What its neighbours may change at either end is left out.
                grep.add(text, latin(base64.substring(before == 0 ? 0 : before + 1, base64.length() - 1)));
            }
        }
        return grep;
    }

    private void add(String text, byte[] form) {
        forms.add(new Form(text, form));
        isStart[start(form, 0)] = true;
    }

    private static int start(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) * 256 + Byte.toUnsignedInt(bytes[at + 1]);
    }

    /** @return which of the texts is in that one */
    public Optional<String> in(String all) {
        var bytes = latin(all);
        return in(bytes, bytes.length);
    }

    private Optional<String> in(byte[] all, int end) {
        for (var at = 0; at < end - 1; at++) {
            if (isStart[start(all, at)]) {
                for (var form : forms) {
                    if (form.isAt(at, all, end)) {
                        return Optional.of(form.text);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** @return the files under these folders that hold one of the texts, with the first that was found */
    public Map<Path, String> in(List<Path> folders) throws IOException {
        var found = new TreeMap<Path, String>();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    in(file).ifPresent(text -> found.put(file, text));
                }
            }
        }
        return found;
    }

    private Optional<String> in(Path file) throws IOException {
        var buffer = new byte[OVERLAP + CHUNK];
        var kept = 0;
        try (var bytes = Files.newInputStream(file)) {
            for (int read; (read = bytes.readNBytes(buffer, kept, CHUNK)) > 0;) {
                var end = kept + read;
                // Event stores reserve large files before they fill them.
                if (Arrays.equals(buffer, kept, end, ZEROS, 0, read)) {
                    kept = 0;
                    continue;
                }
                var found = in(buffer, end);
                if (found.isPresent()) {
                    return found;
                }
                kept = Math.min(OVERLAP, end);
                System.arraycopy(buffer, end - kept, buffer, 0, kept);
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // gone meanwhile
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
