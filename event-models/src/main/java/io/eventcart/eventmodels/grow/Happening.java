package io.eventcart.eventmodels.grow;

/**
 * An event in a test.
 *
 * @param message the Java expression that makes it
 * @param times how often it happens; empty for once
 */
record Happening(String message, String times) {
    boolean repeats() {
        return !times.isEmpty();
    }
}
