/**
 * The event model: read from its files, one a slice, checked, and drawn.
 *
 * <p>The format is the public one of <a href="https://github.com/dilgerma/event-modeling-spec">event-modeling-spec</a>; what
 * it can't say stands in tags and by conventions that {@code event-models/README.md} explains. The module knows no slice's
 * code.
 */
@NullMarked
package io.eventcart.eventmodels;

import org.jspecify.annotations.NullMarked;
