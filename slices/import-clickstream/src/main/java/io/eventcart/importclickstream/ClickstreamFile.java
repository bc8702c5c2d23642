package io.eventcart.importclickstream;

import static io.eventcart.importclickstream.MalformedLine.quoted;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of clicks, open for reading: UTF-8, with or without a byte order mark, lines ended in any usual way. */
final class ClickstreamFile implements AutoCloseable {
    private static final String HEADER = String.join(",", ClickFormat.FIELDS);
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final CountedBytes bytes;
    private final BufferedReader text;
    private final long size;
    private long lineNumber;

    private ClickstreamFile(Path path) throws IOException {
        this.path = path;
        this.size = Files.size(path);
        this.bytes = new CountedBytes(Files.newInputStream(path));
        this.text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), BUFFER);
    }

    /** @throws UnreadableFile also if the first line is not the header of this format */
    static ClickstreamFile open(Path path) throws UnreadableFile {
        try {
            if (Files.isDirectory(path)) {
                throw new UnreadableFile(path, "it is a folder", "Name the files in it.");
            }
            var file = new ClickstreamFile(path);
            try {
                file.checkHeader();
                return file;
            } catch (UnreadableFile e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw UnreadableFile.because(path, e);
        }
    }

    private void checkHeader() throws UnreadableFile {
        var line = nextLine();
        if (line == null) {
            throw wrongHeader("it is empty");
        }
        var header = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (!header.equals(HEADER)) {
            throw wrongHeader("its first line is " + quoted(header));
        }
    }

    private UnreadableFile wrongHeader(String fault) {
        return new UnreadableFile(path, fault, "The first line must be " + HEADER + ".");
    }

    /**
     * @return the next line, null at the end; an overlong line is cut just beyond the limit
     * @throws UnreadableFile if reading fails halfway
     */
    @Nullable
    String nextLine() throws UnreadableFile {
        try {
            var line = new StringBuilder();
            var character = text.read();
            if (character == -1) {
                return null;
            }
            for (; character != '\n' && character != '\r' && character != -1; character = text.read()) {
                if (line.length() <= ClickFormat.LONGEST_LINE) {
                    line.append((char) character);
                }
            }
            if (character == '\r') {
                skipLineFeed();
            }
            lineNumber++;
            return line.toString();
        } catch (IOException e) {
            throw UnreadableFile.because(path, e);
        }
    }

    private void skipLineFeed() throws IOException {
        text.mark(1);
        if (text.read() != '\n') {
            text.reset();
        }
    }

    Path path() {
        return path;
    }

    /** @return of the line that was read last; the header is line 1 */
    long lineNumber() {
        return lineNumber;
    }

    /** @return in bytes; 0 if unknown, as of a pipe */
    long size() {
        return size;
    }

    /** @return the number of bytes read, somewhat more than the lines read so far, since reading is in blocks */
    long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static final class CountedBytes extends FilterInputStream {
        private long count;

        CountedBytes(InputStream bytes) {
            super(bytes);
        }

        /** The reader calls no other read method. */
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
