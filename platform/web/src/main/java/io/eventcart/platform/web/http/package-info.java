/** What all endpoints have in common: idempotency, If-Match, the form of requests, the API page. */
@NullMarked
package io.eventcart.platform.web.http;

import org.jspecify.annotations.NullMarked;
