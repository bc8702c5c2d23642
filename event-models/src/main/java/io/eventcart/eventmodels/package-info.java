/**
 * The event model: read from its files, one a slice, checked, and drawn.
 *
 * <p>The format is the public one of <a href="https://github.com/dilgerma/event-modeling-spec">event-modeling-spec</a>; tags and
 * conventions, explained in {@code event-models/README.md}, add what it lacks. The module does not depend on any slice's code.
 */
@NullMarked
package io.eventcart.eventmodels;

import org.jspecify.annotations.NullMarked;
