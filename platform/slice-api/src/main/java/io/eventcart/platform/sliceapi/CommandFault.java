package io.eventcart.platform.sliceapi;

/** Ends a command of the command line. The message names the fault and the remedy. The caller sees nothing else. */
@SuppressWarnings("serial")
public final class CommandFault extends RuntimeException {
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    private final int exitCode;

    private CommandFault(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static CommandFault failed(String message) {
        return new CommandFault(FAILED, message);
    }

    public static CommandFault calledWrongly(String message) {
        return new CommandFault(CALLED_WRONGLY, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
