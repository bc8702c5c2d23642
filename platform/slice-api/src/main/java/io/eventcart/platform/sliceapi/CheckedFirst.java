package io.eventcart.platform.sliceapi;

/** A command of the command line that checks its arguments before anything starts for it. */
public interface CheckedFirst {
    /**
     * Only the arguments are set: the command's constructor was not called.
     *
     * @throws CommandFault if the command can't succeed
     */
    void check();
}
