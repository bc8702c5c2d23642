/** Where events, tokens and read models are kept. */
@NullMarked
package io.eventcart.app.storage;

import org.jspecify.annotations.NullMarked;
