/**
 * Draws the models: time from left to right, in swim lanes. The output is deterministic, byte for byte.
 *
 * <p>A picture is laid out in two steps. {@link io.eventcart.eventmodels.picture.Grid} gives each element a lane and a column;
 * {@link io.eventcart.eventmodels.picture.Routes} routes the arrows along the channels between the lanes and the gutters between
 * the columns, each on a track of its own, so no arrow crosses a box.
 */
@NullMarked
package io.eventcart.eventmodels.picture;

import org.jspecify.annotations.NullMarked;
