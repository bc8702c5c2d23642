package io.eventcart.eventmodels.grow;

/**
 * An event in a test.
 *
 * @param message the Java expression that makes it
 * @param times the number of repetitions; empty for one
 */
record GivenEvent(String message, String times) {
    boolean repeats() {
        return !times.isEmpty();
    }
}
