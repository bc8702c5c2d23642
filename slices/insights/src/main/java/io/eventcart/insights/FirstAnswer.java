package io.eventcart.insights;

import java.time.Instant;

/**
 * What a saved question was first answered at a position.
 *
 * @param events how many there were up to that position
 * @param hash over the rows in their order
 */
record FirstAnswer(long position, long events, String hash, Instant at) {}
