/**
 * Every cart event and every rejected command -> who did what, when, why and from where; and the proof that nobody changed the
 * store.
 */
@NullMarked
package io.eventcart.audittrail;

import org.jspecify.annotations.NullMarked;
