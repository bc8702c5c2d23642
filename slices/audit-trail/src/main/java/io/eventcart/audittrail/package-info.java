/**
 * Every cart event, and every command that was refused -> who did what, when, why and from where; and the proof that nobody
 * changed what is stored.
 */
@NullMarked
package io.eventcart.audittrail;

import org.jspecify.annotations.NullMarked;
