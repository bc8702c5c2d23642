package io.eventcart.platform.commandline;

import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.RunningServer;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.web.visitor.OperatorPassword;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server that the switches name or, if they name no port, the server of the data directory. */
final class ServerOverHttp implements RunningServer {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(30);
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_REFUSAL = 400;
    private static final String PASSWORD = "Give the password that the server was started with, or has printed at its "
            + "start: in the environment as CART_OPERATOR_PASSWORD, or in a file, --cart.operator.password-file=FILE.";
    private static final String WHERE = "say where it is with --server.address and --server.port.";

    private final JsonMapper json = JsonMapper.builder().addModule(EventSerializer.money())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final Environment switches;
    private @Nullable HttpClient http;

    ServerOverHttp(Environment switches) {
        this.switches = switches;
    }

    /** @param segment of a path, as typed */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return call("GET", path, null);
    }

    JsonNode post(String path) {
        return call("POST", path, null);
    }

    JsonNode delete(String path) {
        return call("DELETE", path, null);
    }

    @Override
    public <T> T get(String path, Class<T> type) {
        return json.treeToValue(call("GET", path, null), type);
    }

    @Override
    public <T> T post(String path, @Nullable Object body, Class<T> type) {
        return json.treeToValue(call("POST", path, body), type);
    }

    @Override
    public void download(String path, @Nullable Object body, String mediaType, Path file) {
        send(body == null ? "GET" : "POST", path, body, LONGEST_DOWNLOAD,
                request -> request.header("Accept", mediaType),
                (server, request) -> {
                    var answer = client().send(request, status -> status.statusCode() < FIRST_REFUSAL
                            ? BodySubscribers.mapping(BodySubscribers.ofFile(file), written -> "")
                            : BodySubscribers.ofString(StandardCharsets.UTF_8));
                    return answer.statusCode() < FIRST_REFUSAL ? json.createObjectNode() : answer(server, answer);
                });
    }

    private JsonNode call(String method, String path, @Nullable Object body) {
        return send(method, path, body, LONGEST_ANSWER, request -> {},
                (server, request) -> answer(server, client().send(request, BodyHandlers.ofString())));
    }

    /** Sends a request and reads its answer. */
    private interface Exchange {
        JsonNode with(String server, HttpRequest request) throws IOException, InterruptedException;
    }

    private JsonNode send(String method, String path, @Nullable Object body, Duration longest,
            Consumer<HttpRequest.Builder> more, Exchange exchange) {
        var server = server();
        var request = HttpRequest.newBuilder(URI.create(server + path)).timeout(longest)
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString(("operator:" + password()).getBytes(StandardCharsets.UTF_8)))
                .method(method, body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(json.writeValueAsString(body)));
        more.accept(request);
        try {
            return exchange.with(server, request.build());
        } catch (JacksonException e) {
            throw CommandFault.failed("What answers at " + server + " is no Eventcart: " + WHERE);
        } catch (IOException e) {
            throw CommandFault.failed("Nobody answers at " + server + ". Start the server, or " + WHERE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("Interrupted.");
        }
    }

    private JsonNode answer(String server, HttpResponse<String> answer) {
        if (answer.statusCode() == UNAUTHORIZED) {
            throw CommandFault.failed("The server at " + server + " does not take this password. " + PASSWORD);
        }
        var body = json.readTree(answer.body());
        if (answer.statusCode() >= FIRST_REFUSAL) {
            var detail = body.path("detail").asString("It was refused with status " + answer.statusCode() + ".");
            throw answer.statusCode() == FIRST_REFUSAL
                    ? CommandFault.calledWrongly(detail)
                    : CommandFault.failed(detail);
        }
        return body;
    }

    /** Made on first use, since that is slow. */
    private HttpClient client() {
        if (http == null) {
            http = HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT).build();
        }
        return http;
    }

    private String server() {
        var port = switches.getProperty("server.port");
        if (port == null) {
            return ServerAddress.of(Path.of(switches.getRequiredProperty("cart.data-dir")))
                    .orElseGet(() -> "http://" + host() + ":8080");
        }
        if (!port.matches("[1-9]\\d{0,4}")) {
            throw CommandFault.calledWrongly(
                    "--server.port=" + port + " is no port. Give that of the running server.");
        }
        return "http://" + host() + ":" + port;
    }

    private String host() {
        return ServerAddress.host(switches.getProperty("server.address", "127.0.0.1"));
    }

    private String password() {
        var operator = Binder.get(switches).bind("cart.operator", EventcartProperties.Operator.class)
                .orElseGet(() -> new EventcartProperties.Operator(null, null, Duration.ofMinutes(30)));
        return OperatorPassword.given(operator).orElseThrow(() -> CommandFault
                .calledWrongly("Only the operator may ask the server at " + server() + ". " + PASSWORD));
    }
}
