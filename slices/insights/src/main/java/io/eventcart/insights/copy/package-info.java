/** The analytical copy: the events of all streams as typed tables in DuckDB, fed from the event store. */
@NullMarked
package io.eventcart.insights.copy;

import org.jspecify.annotations.NullMarked;
