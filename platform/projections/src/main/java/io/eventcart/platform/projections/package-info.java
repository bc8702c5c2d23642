/** Runs the projections, rebuilds one beside the copy that serves, and keeps the events that none could handle. */
@NullMarked
package io.eventcart.platform.projections;

import org.jspecify.annotations.NullMarked;
