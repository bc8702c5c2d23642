package io.eventcart.app.moving;

/** The move can't begin or go on, for a reason that its user can mend. */
@SuppressWarnings("serial")
final class MoveFault extends RuntimeException {
    private final boolean isCalledWrongly;

    private MoveFault(String message, boolean isCalledWrongly) {
        super(message);
        this.isCalledWrongly = isCalledWrongly;
    }

    static MoveFault failed(String fault, String remedy) {
        return new MoveFault(fault + " " + remedy, false);
    }

    static MoveFault calledWrongly(String fault, String remedy) {
        return new MoveFault(fault + " " + remedy, true);
    }

    boolean isCalledWrongly() {
        return isCalledWrongly;
    }
}
