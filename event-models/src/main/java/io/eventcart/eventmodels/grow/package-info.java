/**
 * New slices from their models: {@code bin/new-slice} writes a slice's module, {@code bin/import-model} takes models in.
 *
 * <p>Templates beside these classes show what is written. What they can't write is refused, with a remedy, before anything is.
 */
@NullMarked
package io.eventcart.eventmodels.grow;

import org.jspecify.annotations.NullMarked;
