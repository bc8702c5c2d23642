/** Starts the apps, calls them over HTTP as shoppers do, and writes down what it cost. */
@NullMarked
package io.eventcart.bench.load;

import org.jspecify.annotations.NullMarked;
