/** The behaviour that all endpoints share: idempotency, If-Match, checks of requests, the API's description. */
@NullMarked
package io.eventcart.platform.web.http;

import org.jspecify.annotations.NullMarked;
