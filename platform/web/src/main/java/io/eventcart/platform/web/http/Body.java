package io.eventcart.platform.web.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;

/** Reads a request's body as it arrives, without blocking a thread. */
final class Body {
    /** A body that is too large is skipped up to this many bytes, since most clients read no answer before they have sent it all. */
    static final int MAX_SKIPPED = 2 * 1024 * 1024;
    private static final long UNKNOWN = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int BUFFER_BYTES = 4096;

    private final long length;
    private final ServletInputStream from;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private long skipped;

    Body(HttpServletRequest request) throws IOException {
        this.length = request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
                ? Math.max(0, request.getContentLengthLong())
                : UNKNOWN;
        this.from = request.getInputStream();
    }

    /** @return the body if it has arrived and is not too large; empty for a chunked one, whose length is not known */
    Optional<byte[]> arrived() throws IOException {
        if (length == UNKNOWN || length > BodyLimit.MAX_BYTES) {
            return Optional.empty();
        }
        while (content.size() < length && from.available() > 0) {
            append(from.readNBytes((int) Math.min(from.available(), length - content.size())));
        }
        return content.size() < length ? Optional.empty() : Optional.of(content.toByteArray());
    }

    /** @return whether the body is too large to be skipped */
    boolean isHuge() {
        return length > MAX_SKIPPED;
    }

    /**
     * Reads the rest.
     *
     * @param whenRead receives the body; empty if it is too large
     * @param whenDisconnected runs if the caller disconnects
     */
    void read(Consumer<Optional<byte[]>> whenRead, Runnable whenDisconnected) {
        from.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                var buffer = new byte[BUFFER_BYTES];
                while (from.isReady() && !from.isFinished()) {
                    var count = from.read(buffer);
                    if (count > 0) {
                        append(Arrays.copyOf(buffer, count));
                    }
                    if (skipped > MAX_SKIPPED) {
                        whenRead.accept(Optional.empty());
                        return;
                    }
                }
            }

            @Override
            public void onAllDataRead() {
                whenRead.accept(skipped == 0 ? Optional.of(content.toByteArray()) : Optional.empty());
            }

            @Override
            public void onError(Throwable failure) {
                whenDisconnected.run();
            }
        });
    }

    private void append(byte[] bytes) {
        if (skipped == 0 && content.size() + bytes.length <= BodyLimit.MAX_BYTES) {
            content.writeBytes(bytes);
        } else {
            skipped += bytes.length;
        }
    }

    /** @return whether it is UTF-8 without a byte order mark; JSON has no zero in it, so a body with one is UTF-16 or UTF-32 */
    static boolean isUtf8(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return text.chars().noneMatch(c -> c == 0) && text.chars().limit(1).noneMatch(c -> c == BYTE_ORDER_MARK);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
