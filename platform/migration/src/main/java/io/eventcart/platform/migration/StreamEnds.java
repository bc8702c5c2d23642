package io.eventcart.platform.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.h2.mvstore.MVStore;

/** The end of each stream. Kept on disk, since the streams may not fit in memory. */
final class StreamEnds implements AutoCloseable {
    private static final int MEGABYTES_HELD = 32;

    private final Path file;
    private final MVStore store;
    private final Map<String, String> ends;

    StreamEnds() {
        try {
            this.file = Files.createTempFile("eventcart", ".chains");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file can be made", e);
        }
        this.store = new MVStore.Builder().fileName(file.toString()).cacheSize(MEGABYTES_HELD).open();
        this.ends = store.openMap("ends");
    }

    /** @param length the number of events in the stream, which is the next sequence number */
    record End(long length, String hash) {}

    End endOf(String stream) {
        var end = ends.get(stream);
        if (end == null) {
            return new End(0, "");
        }
        var blank = end.indexOf(' ');
        return new End(Long.parseLong(end, 0, blank, 10), end.substring(blank + 1));
    }

    void add(String stream, End end) {
        ends.put(stream, end.length() + " " + end.hash());
    }

    @Override
    public void close() {
        store.closeImmediately();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be removed", e);
        }
    }
}
