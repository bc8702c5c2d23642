/** Where events, snapshots and checkpoints are kept, H2, PostgreSQL or Axon Server, and how commands reach their handlers. */
@NullMarked
package io.eventcart.platform.eventstore;

import org.jspecify.annotations.NullMarked;
