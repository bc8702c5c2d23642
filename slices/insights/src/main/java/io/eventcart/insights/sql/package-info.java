/** Runs a caller's SQL over the analytical copy: read-only, without access to anything else, within limits. */
@NullMarked
package io.eventcart.insights.sql;

import org.jspecify.annotations.NullMarked;
