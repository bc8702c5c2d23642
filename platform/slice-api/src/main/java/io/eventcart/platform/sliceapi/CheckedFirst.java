package io.eventcart.platform.sliceapi;

/** A command of the command line that can tell, before anything is started for it, that it will not do. */
public interface CheckedFirst {
    /**
     * Has the arguments, and nothing else: the command's constructor was not called.
     *
     * @throws CommandFault if the command is bound to fail
     */
    void check();
}
