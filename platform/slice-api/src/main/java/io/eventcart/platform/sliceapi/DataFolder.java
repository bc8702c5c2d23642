package io.eventcart.platform.sliceapi;

import java.nio.file.Path;
import java.util.function.Supplier;

/** The folder of everything that is to outlive the app. */
public interface DataFolder {
    Path resolve(String name);

    /**
     * Reads a secret of this folder. On the first start it keeps the fresh one, readable by its owner alone.
     *
     * @param name of its file
     */
    byte[] secret(String name, Supplier<byte[]> fresh);
}
