package io.eventcart.platform.personaldata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes and deletes files with secrets. Changes are on disk when a method returns; a file is overwritten before it is deleted. */
final class SecretFiles {
    private SecretFiles() {}

    static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    /**
     * Overwrites a file in place, then deletes it; does nothing if there is no file. A disk or file system that relocates writes
     * can still hold the old bytes.
     */
    static void wipe(Path file) throws IOException {
        if (Files.exists(file)) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                overwrite(channel);
            }
            Files.delete(file);
        }
    }

    static void overwrite(FileChannel channel) throws IOException {
        var zeros = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (zeros.hasRemaining()) {
            channel.write(zeros, zeros.position());
        }
        channel.force(true);
    }

    /** Wipes every file in the folder, then deletes the folder; does nothing if there is no folder. */
    static void wipeFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (var file : list(folder)) {
                wipe(file);
            }
            Files.delete(folder);
        }
    }

    /** Makes changes to the folder's entries survive a power failure. No effect on Windows, which can't open a folder. */
    static void force(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not supported here
        }
    }
}
