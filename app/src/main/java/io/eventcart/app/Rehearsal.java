package io.eventcart.app;

import io.eventcart.platform.commandline.CommandLineMode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * With {@code --cart.rehearsal=true}: makes sample calls, runs commands, and ends the app. The build does so while Java records the
 * loaded classes for its AOT cache; see docs/adr/0009.
 */
@Component
@ConditionalOnProperty("cart.rehearsal")
final class Rehearsal {
    private static final int ROUNDS = 20;

    private final JsonMapper json;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable String token;
    private String shop = "";
    private String cartId = "";

    Rehearsal(JsonMapper json) {
        this.json = json;
    }

    @EventListener
    void begin(ApplicationReadyEvent ready) throws IOException, InterruptedException {
        var context = ready.getApplicationContext();
        shop = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
        for (var round = 0; round < ROUNDS; round++) {
            shopOnce();
        }
        end(context);
    }

    private void shopOnce() throws IOException, InterruptedException {
        token = text(call("POST", "/api/session", "", 201), "/token");
        var product = text(call("GET", "/api/products?q=tea&limit=1", "", 200), "/items/0/productId");
        cartId = text(call("POST", "/api/carts", "", 201), "/cartId");
        var cart = "/api/carts/" + cartId;
        var item = "{\"productId\": \"" + product + "\", \"quantity\": 2}";
        call("POST", cart + "/items", item, 200);
        call("POST", cart + "/items", item, 200);
        call("DELETE", cart + "/items/" + product + "?quantity=1", "", 200);
        call("POST", cart + "/items", "{}", 400);
        call("GET", cart + "?atLeast=4", "", 200);
        call("POST", cart + "/checkout", "", 200);
        call("POST", cart + "/checkout", "", 409);
        call("GET", "/api/carts", "", 200);
    }

    private String call(String method, String path, String body, int expected)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(shop + path)).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    method + " " + path + " was answered " + answer.statusCode() + " instead of "
                            + expected + ": " + answer.body());
        }
        return answer.body();
    }

    private String text(String body, String pointer) {
        return json.readTree(body).at(pointer).asString();
    }

    /** In another thread, since closing the app waits for the thread that started it. */
    private void end(ConfigurableApplicationContext context) {
        var switches = Stream.of("cart.data-dir", "cart.operator.password")
                .map(name -> "--" + name + "=" + context.getEnvironment().getRequiredProperty(name)).toList();
        Thread.ofPlatform().name("end-of-rehearsal").start(() -> {
            run(switches, "log", cartId); // It calls the running app;
            var exitCode = SpringApplication.exit(context);
            run(switches, "log", cartId, "--json"); // these open the store.
            run(switches, "audit", "verify");
            System.exit(exitCode);
        });
    }

    private static void run(List<String> switches, String... command) {
        var terminal = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        var exitCode = CommandLineMode.run(EventcartApplication.class,
                Stream.concat(Stream.of(command), switches.stream()).toArray(String[]::new));
        System.setOut(terminal);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
