package io.eventcart.eventmodels.grow;

/** The file or folder to be written exists already. */
@SuppressWarnings("serial")
final class AlreadyThere extends RuntimeException {
    AlreadyThere(String fault, String remedy) {
        super(fault + "\n" + remedy);
    }
}
