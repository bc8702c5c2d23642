/** The kernel's words in the HTTP API. */
@NullMarked
package io.eventcart.app.http;

import org.jspecify.annotations.NullMarked;
