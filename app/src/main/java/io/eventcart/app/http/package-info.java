/** The kernel's types in the HTTP API. */
@NullMarked
package io.eventcart.app.http;

import org.jspecify.annotations.NullMarked;
