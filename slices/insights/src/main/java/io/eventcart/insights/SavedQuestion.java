package io.eventcart.insights;

import java.time.Instant;

/**
 * A question that is worth keeping.
 *
 * @param name 1 to 64 letters, digits, {@code .}, {@code _} and {@code -}
 * @param sql one read-only statement whose answer depends on the history alone
 * @param about why it was asked
 */
record SavedQuestion(String name, String sql, String about, Instant savedAt) {}
