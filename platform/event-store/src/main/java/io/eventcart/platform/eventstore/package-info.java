/** The stores for events, snapshots and checkpoints: H2, PostgreSQL or Axon Server; and the command bus. */
@NullMarked
package io.eventcart.platform.eventstore;

import org.jspecify.annotations.NullMarked;
