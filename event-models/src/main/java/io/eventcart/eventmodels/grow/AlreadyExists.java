package io.eventcart.eventmodels.grow;

/** The file or folder to be written exists already. */
@SuppressWarnings("serial")
final class AlreadyExists extends RuntimeException {
    AlreadyExists(String fault, String remedy) {
        super(fault + "\n" + remedy);
    }
}
