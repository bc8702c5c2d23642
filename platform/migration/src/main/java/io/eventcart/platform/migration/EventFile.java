package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file of events, one {@link CloudEventLine} a line, compressed if its name ends in {@code .gz}. */
final class EventFile implements EventTarget {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final CloudEventLine format = new CloudEventLine();
    private @Nullable OutputStream out;
    private long count = -1;
    private @Nullable String last;

    private EventFile(Path file) {
        this.file = file;
    }

    /** @throws MigrationFault if the file can't be read */
    static EventFile toRead(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw MigrationFault.calledWrongly(file + " can't be read.", "Name a file that export has written.");
        }
        var source = new EventFile(file);
        source.count = source.lines();
        return source;
    }

    private long lines() {
        try (var in = reader()) {
            return in.lines().count();
        } catch (IOException e) {
            throw cannotBeRead(e);
        } catch (UncheckedIOException e) {
            throw cannotBeRead(Objects.requireNonNull(e.getCause()));
        }
    }

    /** Resumes an interrupted export: complete lines stay. */
    static EventFile toWrite(Path file) {
        var target = new EventFile(file);
        try {
            if (Files.isDirectory(file) || !Files.isDirectory(file.toAbsolutePath().resolveSibling(""))) {
                throw MigrationFault.calledWrongly(file + " can't be written.",
                        "Name a file in a folder that is there.");
            }
            target.count = 0;
            if (Files.exists(file)) {
                target.keepCompleteLines();
            }
            return target;
        } catch (IOException e) {
            throw MigrationFault.failed(file + " can't be read or written: " + e.getMessage() + ".",
                    "Name another file.");
        }
    }

    private boolean isCompressed() {
        return file.toString().endsWith(".gz");
    }

    @Override
    public String kind() {
        return "file";
    }

    @Override
    public String where() {
        return "file " + file;
    }

    @Override
    public long count() {
        return count;
    }

    private BufferedReader reader() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return new BufferedReader(new InputStreamReader(isCompressed() ? new GZIPInputStream(in, BUFFER) : in,
                StandardCharsets.UTF_8));
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // Its caller closes it.
    public Stream<StoredEvent> events() {
        try {
            var reader = reader();
            var number = new AtomicLong();
            return reader.lines().map(line -> event(line, number.incrementAndGet())).onClose(() -> close(reader));
        } catch (IOException e) {
            throw cannotBeRead(e);
        }
    }

    private StoredEvent event(String line, long number) {
        try {
            var event = format.read(line);
            return event.position() > 0
                    ? event
                    : new StoredEvent(number, event.aggregateType(), event.aggregateId(), event.sequenceNumber(),
                            event.eventId(), event.at(), event.type(), event.revision(), event.payload(),
                            event.metaData());
        } catch (IllegalArgumentException e) {
            throw MigrationFault.calledWrongly(
                    "Line %,d of %s is malformed: %s.".formatted(number, file, e.getMessage()),
                    "Fix or restore the file, and run the same command again: whole batches before that line are taken, "
                            + "and none of them twice.");
        }
    }

    private MigrationFault cannotBeRead(IOException e) {
        return MigrationFault.calledWrongly(file + " can't be read to its end: " + e.getMessage() + ".",
                "Restore it, or export it again.");
    }

    @Override
    public Optional<StoredEvent> last() {
        return Optional.ofNullable(last).map(line -> event(line, count));
    }

    /** A line is complete if its line break is there and, in a compressed file, readable. */
    private void keepCompleteLines() throws IOException {
        var completeLines = file.resolveSibling(file.getFileName() + ".whole");
        Files.deleteIfExists(completeLines);
        var isTruncated = false;
        var line = new StringBuilder();
        try (var in = reader(); var copy = output(completeLines)) {
            for (var c = in.read(); c >= 0; c = in.read()) {
                line.append((char) c);
                if (c == '\n') {
                    copy.write(line.toString().getBytes(StandardCharsets.UTF_8));
                    last = line.substring(0, line.length() - 1);
                    count++;
                    line.setLength(0);
                }
            }
            isTruncated = !line.isEmpty();
        } catch (EOFException e) {
            isTruncated = true; // Possibly before the first byte.
        } catch (ZipException e) {
            throw notAnExport();
        }
        if (count == 0 ? !CloudEventLine.mayBegin(line.toString()) : !isExportedLine(Objects.requireNonNull(last))) {
            Files.deleteIfExists(completeLines);
            throw notAnExport();
        }
        if (!Files.exists(completeLines)) {
            Files.delete(file);
        } else if (isTruncated) {
            Files.move(completeLines, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(completeLines);
        }
    }

    private boolean isExportedLine(String line) {
        try {
            return format.read(line).sequenceNumber() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private MigrationFault notAnExport() {
        return MigrationFault.calledWrongly(file + " is there, and no file that export has written.",
                "Name another one, or remove it.");
    }

    private OutputStream output(Path to) throws IOException {
        var opened = Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new BufferedOutputStream(isCompressed() ? new GZIPOutputStream(opened, BUFFER) : opened, BUFFER);
    }

    @Override
    public void append(List<StoredEvent> events) {
        try {
            var to = out == null ? output(file) : out;
            out = to;
            for (var event : events) {
                to.write(format.write(event));
                to.write('\n');
            }
        } catch (IOException e) {
            throw MigrationFault.failed(file + " can't be written: " + e.getMessage() + ".",
                    "Make room, and run the same command again: it goes on where it was.");
        }
    }

    @Override
    public void finish() {
        close();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    @Override
    public void close() {
        if (out != null) {
            close(out);
            out = null;
        }
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException("a file can't be closed", e);
        }
    }
}
