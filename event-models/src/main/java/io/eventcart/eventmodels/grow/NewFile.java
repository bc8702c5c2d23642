package io.eventcart.eventmodels.grow;

import java.nio.file.Path;

/**
 * A file to be written.
 *
 * @param path relative to the repository
 * @param added whether the file is new; false if an existing one changes
 */
record NewFile(Path path, String content, boolean added) {
    static NewFile added(Path path, String content) {
        return new NewFile(path, content, true);
    }

    static NewFile changed(Path path, String content) {
        return new NewFile(path, content, false);
    }
}
