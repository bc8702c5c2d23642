/** The app: wiring of profiles, storage, security and HTTP, without business rules. */
@NullMarked
package io.eventcart.app;

import org.jspecify.annotations.NullMarked;
