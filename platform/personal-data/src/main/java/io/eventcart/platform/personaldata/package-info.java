/**
 * Encrypts personal data at rest: each person's with their own key, and the keys with one master key, apart from the events. See
 * docs/adr/0012.
 */
@NullMarked
package io.eventcart.platform.personaldata;

import org.jspecify.annotations.NullMarked;
