/** Runs the projections, rebuilds their standby copies, and stores the dead letters. */
@NullMarked
package io.eventcart.platform.projections;

import org.jspecify.annotations.NullMarked;
