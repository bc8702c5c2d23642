package io.eventcart.app.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who talks to the shop over HTTP, and knows nothing else of it. */
public final class ShopClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http;
    private final URI shop;
    private final List<String> credentials;

    private ShopClient(URI shop, List<String> credentials) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), shop, credentials);
    }

    private ShopClient(HttpClient http, URI shop, List<String> credentials) {
        this.http = http;
        this.shop = shop;
        this.credentials = credentials;
    }

    /** What the shop answered. */
    public record Answer(int status, HttpHeaders headers, String text) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public String problem() {
            return json().path("type").asString("");
        }
    }

    public static ShopClient anonymous(URI shop) {
        return new ShopClient(shop, List.of());
    }

    /** Somebody at another address of this machine. */
    public static ShopClient from(String address, URI shop) {
        return new ShopClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(address)).build(), shop, List.of());
    }

    public static ShopClient guest(URI shop) {
        var session = anonymous(shop).post("/api/session").json();
        return with(shop, "Bearer " + session.path("token").asString());
    }

    public static ShopClient with(URI shop, String authorization) {
        return new ShopClient(shop, List.of("Authorization", authorization));
    }

    /** The same somebody, after the shop has moved. */
    public ShopClient at(URI newShop) {
        return new ShopClient(newShop, credentials);
    }

    public String authorization() {
        return credentials.get(1);
    }

    public String createCart() {
        return post("/api/carts").json().path("cartId").asString();
    }

    public Answer add(String cart, String product, int quantity, String... headers) {
        return postJson("/api/carts/" + cart + "/items",
                "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, quantity), headers);
    }

    public Answer remove(String cart, String product, String query) {
        return send("DELETE", "/api/carts/" + cart + "/items/" + product + query, "");
    }

    public Answer checkOut(String cart) {
        return post("/api/carts/" + cart + "/checkout");
    }

    public Answer cart(String cart, long atLeast) {
        return get("/api/carts/" + cart + "?atLeast=" + atLeast);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer post(String path, String... headers) {
        return send("POST", path, "", headers);
    }

    public Answer postJson(String path, String body, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return send("POST", path, body, all.toArray(String[]::new));
    }

    public Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(shop.resolve(path)).timeout(PATIENCE).method(method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (var pairs : List.of(credentials, List.of(headers))) {
            for (var i = 0; i < pairs.size(); i += 2) {
                request.header(pairs.get(i), pairs.get(i + 1));
            }
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads the first {@code count} events of a stream. */
    public List<Map.Entry<String, JsonNode>> events(String path, int count, Runnable onFirst, String... headers) {
        var request = HttpRequest.newBuilder(shop.resolve(path)).timeout(PATIENCE).header("Accept",
                "text/event-stream").header(credentials.get(0), credentials.get(1));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var events = new ArrayList<Map.Entry<String, JsonNode>>();
        try (var lines = http.send(request.build(), BodyHandlers.ofLines()).body()) {
            var id = new String[]{""};
            var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            for (var line : (Iterable<String>) lines::iterator) {
                // The stream's heartbeat brings a line in any case.
                if (System.nanoTime() > giveUpAt) {
                    throw new AssertionError("only these came within " + PATIENCE + ": " + events);
                }
                if (line.startsWith("id:")) {
                    id[0] = line.substring("id:".length()).strip();
                }
                if (line.startsWith("data:")) {
                    events.add(Map.entry(id[0], JSON.readTree(line.substring("data:".length()))));
                    if (events.size() == 1) {
                        onFirst.run();
                    }
                    if (events.size() == count) {
                        return events;
                    }
                }
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
