/** How commands reach their handlers, and what every event is told about who, why and when. */
@NullMarked
package io.eventcart.app.messaging;

import org.jspecify.annotations.NullMarked;
