package io.eventcart.app.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between the app and a server, so that the server can be made to go away for the app alone. */
final class TcpProxy implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;

    /** Nothing gets through until {@link #comeBack}. */
    TcpProxy(int target) throws IOException {
        this.target = target;
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    void comeBack() throws IOException {
        var server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listener = server;
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    connect(server.accept());
                }
            } catch (IOException e) {
                // gone away
            }
        });
    }

    void goAway() throws IOException {
        if (listener != null) {
            listener.close();
        }
        for (var socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void connect(Socket client) throws IOException {
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        pump(client, server);
        pump(server, client);
    }

    private static void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from; to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // One of them has hung up.
            }
        });
    }

    @Override
    public void close() throws IOException {
        goAway();
    }
}
