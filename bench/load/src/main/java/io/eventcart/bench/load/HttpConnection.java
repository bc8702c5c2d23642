package io.eventcart.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection to 127.0.0.1, used by one thread.
 *
 * <p>Not {@link java.net.http.HttpClient}: client and server share the machine's cores, and it takes more of them.
 * This knows as much of HTTP/1.1 as the two servers speak.
 */
final class HttpConnection implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 30_000;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    HttpConnection(int port) {
        this.port = port;
    }

    /** What the server has said. */
    record Answer(int status, String body) {}

    /** The part of a response's head that says where its body ends and what becomes of the connection. */
    private record Head(int status, int contentLength, boolean chunked, boolean last) {}

    Answer call(String method, String path, String token, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAccept: application/json\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                + (body.length == 0 ? "" : "Content-Type: application/json\r\n")
                + "Content-Length: " + body.length + "\r\n\r\n";
        var request = (head + json).getBytes(StandardCharsets.UTF_8);
        connected().getOutputStream().write(request);
        var answer = readHead();
        var text = answer.chunked() ? readChunks() : read(answer.contentLength());
        if (answer.last()) {
            close();
        }
        return new Answer(answer.status(), text);
    }

    /** A server ends a connection after a number of calls; the next call then makes a new one. */
    private Socket connected() throws IOException {
        var open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setTcpNoDelay(true);
            open.setSoTimeout(LONGEST_WAIT_MILLIS);
            in = new BufferedInputStream(open.getInputStream());
            socket = open;
        }
        return open;
    }

    private Head readHead() throws IOException {
        var status = Integer.parseInt(readLine().split(" ", 3)[1]);
        var length = 0;
        var chunked = false;
        var last = false;
        for (var line = readLine(); !line.isEmpty(); line = readLine()) {
            var field = line.toLowerCase(Locale.ROOT);
            if (field.startsWith("content-length:")) {
                length = Integer.parseInt(field.substring("content-length:".length()).strip());
            }
            chunked |= field.startsWith("transfer-encoding:") && field.endsWith("chunked");
            last |= field.startsWith("connection:") && field.endsWith("close");
        }
        return new Head(status, length, chunked, last);
    }

    private String readChunks() throws IOException {
        var text = new StringBuilder();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            text.append(read(size));
            readLine();
        }
        readLine();
        return text.toString();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(readLine(), 16);
    }

    /** Chunks end between characters here: both servers write a body of this size at once. */
    private String read(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server has closed the connection within an answer");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
