package io.eventcart.platform.sliceapi;

/** The app can't start, and its user can fix the cause. */
@SuppressWarnings("serial")
public final class StartFault extends RuntimeException {
    private final String remedy;

    public StartFault(String fault, String remedy) {
        super(fault);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
