package io.eventcart.eventmodels.grow;

import java.nio.file.Path;

/** Formats a new slice's code as the build requires. */
interface CodeFormatter {
    void format(Path root, String slice);
}
