package io.eventcart.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the JDK's own server. */
class HttpConnectionTest {
    private static final String TEXT = "{\"name\": \"Tarrazú\"}";
    private final Set<InetSocketAddress> clients = new HashSet<>();
    private HttpServer server;
    private HttpConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var body = TEXT.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", call -> {
            clients.add(call.getRemoteAddress());
            call.getRequestBody().readAllBytes();
            if (call.getRequestURI().getPath().equals("/last")) {
                call.getResponseHeaders().add("Connection", "close");
            }
            call.sendResponseHeaders(200, call.getRequestURI().getPath().equals("/chunked") ? 0 : body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
        connection = new HttpConnection(server.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.stop(0);
    }

    @Test
    void bodiesAreReadWhetherTheirLengthIsGivenOrTheyComeInChunks() throws IOException {
        for (var path : new String[]{"/", "/chunked", "/", "/chunked"}) {
            var answer = connection.call("POST", path, "token", "{}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(TEXT);
        }
        assertThat(clients).hasSize(1);
    }

    @Test
    void afterAnAnswerThatEndsTheConnectionTheNextCallMakesANewOne() throws IOException {
        assertThat(connection.call("GET", "/last", "", "").body()).isEqualTo(TEXT);
        assertThat(connection.call("GET", "/", "", "").body()).isEqualTo(TEXT);
        assertThat(clients).hasSize(2);
    }
}
