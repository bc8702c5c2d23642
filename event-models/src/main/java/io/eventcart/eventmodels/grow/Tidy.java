package io.eventcart.eventmodels.grow;

import java.nio.file.Path;

/** Lays a new slice's code out as the build wants it. */
interface Tidy {
    void tidy(Path root, String slice);
}
