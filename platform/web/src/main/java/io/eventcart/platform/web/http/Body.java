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

/** Reads a request's body as it comes, without a thread that waits for it. */
final class Body {
    /** A body that is too large is skipped up to here, since most clients read no answer while they still send. */
    static final int MOST_SKIPPED = 2 * 1024 * 1024;
    private static final long UNKNOWN = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int BUFFER_BYTES = 4096;

    private final long length;
    private final ServletInputStream from;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long skipped;

    Body(HttpServletRequest request) throws IOException {
        this.length = request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
                ? Math.max(0, request.getContentLengthLong())
                : UNKNOWN;
        this.from = request.getInputStream();
    }

    /** @return the body if it is here already, and not too large; of one in chunks that can't be told */
    Optional<byte[]> arrived() throws IOException {
        if (length == UNKNOWN || length > BodyLimit.MOST_BYTES) {
            return Optional.empty();
        }
        while (held.size() < length && from.available() > 0) {
            hold(from.readNBytes((int) Math.min(from.available(), length - held.size())));
        }
        return held.size() < length ? Optional.empty() : Optional.of(held.toByteArray());
    }

    /** @return whether so much is to come that it is not even skipped */
    boolean isHuge() {
        return length > MOST_SKIPPED;
    }

    /**
     * Reads the rest.
     *
     * @param whenRead is told the body, nothing if it is too large
     * @param whenGone the caller has gone away
     */
    void read(Consumer<Optional<byte[]>> whenRead, Runnable whenGone) {
        from.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                var buffer = new byte[BUFFER_BYTES];
                while (from.isReady() && !from.isFinished()) {
                    var count = from.read(buffer);
                    if (count > 0) {
                        hold(Arrays.copyOf(buffer, count));
                    }
                    if (skipped > MOST_SKIPPED) {
                        whenRead.accept(Optional.empty());
                        return;
                    }
                }
            }

            @Override
            public void onAllDataRead() {
                whenRead.accept(skipped == 0 ? Optional.of(held.toByteArray()) : Optional.empty());
            }

            @Override
            public void onError(Throwable failure) {
                whenGone.run();
            }
        });
    }

    private void hold(byte[] bytes) {
        if (skipped == 0 && held.size() + bytes.length <= BodyLimit.MOST_BYTES) {
            held.writeBytes(bytes);
        } else {
            skipped += bytes.length;
        }
    }

    /** @return whether it is UTF-8 in its one form; JSON has no zero in it, so what has one is UTF-16 or UTF-32 */
    static boolean isUtf8(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return text.chars().noneMatch(c -> c == 0) && text.chars().limit(1).noneMatch(c -> c == BYTE_ORDER_MARK);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
