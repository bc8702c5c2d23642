package io.eventcart.eventmodels.grow;

/** What was to be written exists. */
@SuppressWarnings("serial")
final class AlreadyThere extends RuntimeException {
    AlreadyThere(String fault, String remedy) {
        super(fault + "\n" + remedy);
    }
}
