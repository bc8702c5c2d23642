/** The app: wiring of profiles, storage, security and HTTP. No rule of the business stands here. */
@NullMarked
package io.eventcart.app;

import org.jspecify.annotations.NullMarked;
