/**
 * Generates slices from models: {@code bin/new-slice} writes a slice's module, {@code bin/import-model} imports models.
 *
 * <p>The templates are beside these classes. A model that they can't write is rejected, with a remedy, before any file is written.
 */
@NullMarked
package io.eventcart.eventmodels.grow;

import org.jspecify.annotations.NullMarked;
