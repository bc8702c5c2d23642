/** The life of the projections: what follows the events, how one is rebuilt beside the one that serves, and what none could handle. */
@NullMarked
package io.eventcart.app.projections;

import org.jspecify.annotations.NullMarked;
