package io.eventcart.importclickstream;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that can't be read, or has another format. The message names file, fault and remedy. */
@SuppressWarnings("serial")
final class UnreadableFile extends Exception {
    UnreadableFile(Path file, String fault, String remedy) {
        super(file + ": " + fault + ". " + remedy);
    }

    static UnreadableFile because(Path file, IOException cause) {
        return new UnreadableFile(file, switch (cause) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "it may not be read";
            default -> "it can't be read: " + requireNonNullElse(cause.getMessage(), cause.toString());
        }, "Name files that are there and may be read.");
    }
}
