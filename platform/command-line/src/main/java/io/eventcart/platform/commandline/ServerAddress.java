package io.eventcart.platform.commandline;

import io.eventcart.platform.eventstore.EventcartProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The address of the data directory's server, for commands on the same directory. While the server runs, the file {@code server}
 * has its process id and address.
 */
@Component
final class ServerAddress implements DisposableBean {
    private static final String FILE = "server";

    private static final int LONGEST_CONNECT_MILLIS = 1_000;

    private final Path file;
    private boolean isWritten;

    ServerAddress(EventcartProperties properties) {
        this.file = properties.dataDir().resolve(FILE);
    }

    @EventListener
    void write(WebServerInitializedEvent started) {
        var environment = started.getApplicationContext().getEnvironment();
        var host = host(Objects.requireNonNullElse(environment.getProperty("server.address"), "127.0.0.1"));
        try {
            Files.write(file, List.of(Long.toString(ProcessHandle.current().pid()),
                    "http://" + host + ":" + started.getWebServer().getPort()));
            isWritten = true;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    @Override
    public void destroy() throws IOException {
        if (isWritten) {
            Files.deleteIfExists(file);
        }
    }

    /** @return the address of the server of that data directory; empty if none runs */
    static Optional<String> of(Path dataDir) {
        try {
            var lines = Files.readAllLines(dataDir.resolve(FILE));
            // A killed server leaves its file behind.
            return ProcessHandle.of(Long.parseLong(lines.getFirst())).map(server -> lines.getLast())
                    .filter(ServerAddress::isAnswered);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isAnswered(String address) {
        var server = URI.create(address);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), LONGEST_CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @return the address as in a URL; a server on all interfaces is called on the loopback */
    static String host(String address) {
        return switch (address) {
            case "0.0.0.0", "::" -> "127.0.0.1";
            default -> address.contains(":") ? "[" + address + "]" : address;
        };
    }
}
