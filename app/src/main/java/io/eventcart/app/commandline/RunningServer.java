package io.eventcart.app.commandline;

import io.eventcart.app.CartProperties;
import io.eventcart.app.OperatorPassword;
import io.eventcart.app.StartFault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server that the switches name, asked as its operator. */
final class RunningServer {
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_REFUSAL = 400;

    private static final String GIVE_PASSWORD = "Give the password that the server was started with, or has printed at its start:"
            + " in the environment as CART_OPERATOR_PASSWORD, or in a file, --cart.operator.password-file=FILE.";

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment switches;

    RunningServer(Environment switches) {
        this.switches = switches;
    }

    /** The server has not done what it was asked. */
    @SuppressWarnings("serial")
    static final class Refused extends Exception {
        private final boolean isCalledWrongly;

        Refused(String message, boolean isCalledWrongly) {
            super(message);
            this.isCalledWrongly = isCalledWrongly;
        }

        boolean isCalledWrongly() {
            return isCalledWrongly;
        }
    }

    /** @param segment of a path, as somebody has typed it */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) throws Refused {
        return call("GET", path);
    }

    JsonNode post(String path) throws Refused {
        return call("POST", path);
    }

    JsonNode delete(String path) throws Refused {
        return call("DELETE", path);
    }

    private JsonNode call(String method, String path) throws Refused {
        var server = server();
        var request = HttpRequest.newBuilder(URI.create(server + path)).timeout(LONGEST_ANSWER)
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString(("operator:" + password()).getBytes(StandardCharsets.UTF_8)))
                .method(method, BodyPublishers.noBody()).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == UNAUTHORIZED) {
                throw new Refused("The server at " + server + " does not take this password. " + GIVE_PASSWORD,
                        false);
            }
            var body = json.readTree(answer.body());
            if (answer.statusCode() >= FIRST_REFUSAL) {
                throw new Refused(
                        body.path("detail").asString("It was refused with status " + answer.statusCode() + "."),
                        false);
            }
            return body;
        } catch (JacksonException e) {
            throw new Refused(
                    "What answers at " + server + " is no Eventcart. Say where it is with --server.address and "
                            + "--server.port.",
                    false);
        } catch (IOException e) {
            throw new Refused("Nobody answers at " + server + ". Start the server, or say where it is with "
                    + "--server.address and --server.port.", false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("Interrupted.", false);
        }
    }

    private String server() throws Refused {
        var address = switches.getProperty("server.address", "127.0.0.1").replaceFirst("^0\\.0\\.0\\.0$", "127.0.0.1");
        var port = switches.getProperty("server.port", "8080");
        if (!port.matches("[1-9]\\d{0,4}")) {
            throw new Refused("--server.port=" + port + " is no port. Give that of the running server.", true);
        }
        return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    private String password() throws Refused {
        var operator = Binder.get(switches).bind("cart.operator", CartProperties.Operator.class);
        try {
            return OperatorPassword.given(operator.orElseGet(() -> new CartProperties.Operator(null, null)))
                    .orElseThrow(() -> new Refused("Only the operator may do that. " + GIVE_PASSWORD, true));
        } catch (StartFault e) {
            throw new Refused(e.getMessage() + " " + e.remedy(), true);
        }
    }
}
