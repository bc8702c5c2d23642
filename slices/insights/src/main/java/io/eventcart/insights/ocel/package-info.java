/** The history as an object-centric event log, OCEL 2.0. */
@NullMarked
package io.eventcart.insights.ocel;

import org.jspecify.annotations.NullMarked;
