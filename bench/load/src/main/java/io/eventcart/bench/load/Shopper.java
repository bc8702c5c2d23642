package io.eventcart.bench.load;

import io.eventcart.bench.load.HttpConnection.Answer;
import java.io.IOException;
import java.util.function.IntPredicate;
import tools.jackson.databind.json.JsonMapper;

/** A guest with a token, a connection, and the cart that was opened last. */
final class Shopper implements AutoCloseable {
    private static final String VERSION = "\"version\":";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String token;
    private HttpConnection connection;
    private String cart = "";
    private long version;

    private Shopper(HttpConnection connection, String token) {
        this.connection = connection;
        this.token = token;
    }

    /** The server has answered with another status than the contract says. */
    @SuppressWarnings("serial")
    static final class Unexpected extends IOException {
        private final int status;

        Unexpected(String call, Answer answer) {
            super(call + " was answered by " + answer.status() + " " + answer.body());
            this.status = answer.status();
        }

        boolean isNotFound() {
            return status == 404;
        }
    }

    static Shopper arrive(int port) throws IOException {
        var connection = new HttpConnection(port);
        var answer = connection.call("POST", "/api/session", "", "");
        if (answer.status() != 201) {
            connection.close();
            throw new Unexpected("POST /api/session", answer);
        }
        return new Shopper(connection, JSON.readTree(answer.body()).path("token").asString());
    }

    /** The same shopper at a server that was started again. */
    void moveTo(int port) throws IOException {
        connection.close();
        connection = new HttpConnection(port);
    }

    /** The same shopper, with the cart that was opened last, on a connection that another thread may use. */
    Shopper onAnotherConnection(int port) {
        var same = new Shopper(new HttpConnection(port), token);
        same.cart = cart;
        return same;
    }

    void openCart() throws IOException {
        var answer = call("POST", "/api/carts", "", status -> status == 201);
        cart = JSON.readTree(answer.body()).path("cartId").asString();
        version = versionIn(answer);
    }

    void add(String product) throws IOException {
        version = versionIn(call("POST", "/api/carts/" + cart + "/items",
                "{\"productId\":\"" + product + "\",\"quantity\":1}", status -> status == 200));
    }

    /** @return the answer's status, whatever it is */
    int tryToAdd(String product) throws IOException {
        return call("POST", "/api/carts/" + cart + "/items", "{\"productId\":\"" + product + "\",\"quantity\":1}",
                status -> true).status();
    }

    /** @return the answer's status, whatever it is */
    int tryToCheckOut() throws IOException {
        return call("POST", "/api/carts/" + cart + "/checkout", "", status -> true).status();
    }

    void remove(String product) throws IOException {
        version = versionIn(call("DELETE", "/api/carts/" + cart + "/items/" + product, "", status -> status == 200));
    }

    /** @return the version that the last acknowledged write has brought the cart to */
    long version() {
        return version;
    }

    /** @return the version that the view shows, 0 if it does not show the cart yet */
    long shownVersion() throws IOException {
        var answer = call("GET", "/api/carts/" + cart, "", status -> status == 200 || status == 404 || status == 504);
        return answer.status() == 200 ? versionIn(answer) : 0;
    }

    /** @param query what to ask about the cart that was opened last, as the end of its path */
    void past(String query) throws IOException {
        call("GET", "/api/carts/" + cart + query, "", status -> status == 200);
    }

    void bisect(String json) throws IOException {
        call("POST", "/api/carts/" + cart + "/bisect", json, status -> status == 200);
    }

    private Answer call(String method, String path, String json, IntPredicate expected) throws IOException {
        var answer = connection.call(method, path, token, json);
        if (!expected.test(answer.status())) {
            throw new Unexpected(method + " " + path, answer);
        }
        return answer;
    }

    /** Found, not parsed: the client must not take from the server the cores that both share. */
    private static long versionIn(Answer answer) {
        var body = answer.body();
        var from = body.indexOf(VERSION) + VERSION.length();
        var to = from;
        while (to < body.length() && Character.isDigit(body.charAt(to))) {
            to++;
        }
        return Long.parseLong(body, from, to, 10);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
