package io.eventcart.platform.sliceapi;

import java.nio.file.Path;
import java.util.function.Supplier;

/** The folder for files that outlive a run of the app. */
public interface DataFolder {
    Path resolve(String name);

    /**
     * Reads a secret from this folder. On the first start, stores the fresh one in a file that only its owner can read.
     *
     * @param name of its file
     */
    byte[] secret(String name, Supplier<byte[]> fresh);
}
