/** Which of Axon's two event storage engines for a relational database costs less. */
@NullMarked
package io.eventcart.bench.storageengines;

import org.jspecify.annotations.NullMarked;
