package io.eventcart.platform.personaldata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files that hold secrets: on disk when a method returns, and overwritten before they go. */
final class Disk {
    private Disk() {}

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
     * Overwrites a file where it lies, then removes it; nothing if it is not there. A disk or file system that writes elsewhere
     * than where it is told can still hold the old bytes.
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

    /** Wipes every file in it, then removes the folder; nothing if it is not there. */
    static void wipeFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (var file : list(folder)) {
                wipe(file);
            }
            Files.delete(folder);
        }
    }

    /** What was made, moved or removed in the folder is so after a power cut too. Not on Windows, which opens no folder. */
    static void force(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not to be had here
        }
    }
}
