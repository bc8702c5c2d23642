package io.eventcart.platform.migration;

/** The migration can't start or continue, for a reason that its user can fix. */
@SuppressWarnings("serial")
final class MigrationFault extends RuntimeException {
    private final boolean isCalledWrongly;

    private MigrationFault(String message, boolean isCalledWrongly) {
        super(message);
        this.isCalledWrongly = isCalledWrongly;
    }

    static MigrationFault failed(String fault, String remedy) {
        return new MigrationFault(fault + " " + remedy, false);
    }

    static MigrationFault calledWrongly(String fault, String remedy) {
        return new MigrationFault(fault + " " + remedy, true);
    }

    boolean isCalledWrongly() {
        return isCalledWrongly;
    }
}
