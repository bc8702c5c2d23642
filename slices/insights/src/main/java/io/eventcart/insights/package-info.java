/** Answers over the whole history, from an analytical copy of it: ready ones, and any question in SQL. */
@NullMarked
package io.eventcart.insights;

import org.jspecify.annotations.NullMarked;
