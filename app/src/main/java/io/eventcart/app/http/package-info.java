/** What all endpoints have in common: problems, idempotency, limits, the API page. */
@NullMarked
package io.eventcart.app.http;

import org.jspecify.annotations.NullMarked;
