/** How fast a long history moves from store to store, and in how much memory. */
@NullMarked
package io.eventcart.bench.migration;

import org.jspecify.annotations.NullMarked;
