package io.eventcart.eventmodels.grow;

import java.nio.file.Path;

/**
 * A file to be written.
 *
 * @param path in the repository
 * @param added false if it is there and gets only a few lines more
 */
record NewFile(Path path, String content, boolean added) {
    static NewFile added(Path path, String content) {
        return new NewFile(path, content, true);
    }

    static NewFile changed(Path path, String content) {
        return new NewFile(path, content, false);
    }
}
