package io.eventcart.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eventcart.app.acceptance.ShopClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever somebody complains about can be found by its request id. */
public interface RequestIdAcceptance {
    /** A request with this header fails in a way that nobody has foreseen. */
    String FAILING = "X-Fails";
    String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    URI shop();

    @ParameterizedTest
    @ValueSource(strings = {"/api/products", "/api/carts/7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10", "/api/nothing",
            "/nothing",
            "/problems/cart-full", "/actuator/health", "/actuator/env", "/swagger-ui/index.html", "/event-model",
            "/api/carts/%00",
            "/v3/api-docs"})
    @DisplayName("every answer bears a request id, the caller's if it has sent a sensible one")
    default void bearsAnId(String path) {
        for (var caller : List.of(ShopClient.anonymous(shop()), ShopClient.guest(shop()))) {
            assertThat(caller.get(path, "X-Request-Id", "call-7.a_B").header("X-Request-Id")).isEqualTo("call-7.a_B");
            assertThat(caller.get(path, "X-Request-Id", "x".repeat(65)).header("X-Request-Id")).matches(UUID_FORM);
            assertThat(caller.get(path, "X-Request-Id", "a b").header("X-Request-Id")).matches(UUID_FORM);
            var answer = caller.get(path);
            assertThat(answer.headers().allValues("X-Request-Id")).singleElement().asString().matches(UUID_FORM);
            if (answer.header("Content-Type").equals("application/problem+json")) {
                assertThat(answer.json().path("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
            }
        }
    }

    @Test
    @DisplayName("what the server refuses before it has read the request bears a request id too")
    default void bearsAnIdBeforeItIsRead() throws Exception {
        for (var malformed : List.of("GET /api/carts?a=\"|^ HTTP/1.1", "G@T / HTTP/1.1", "GET / HTTP/9.9")) {
            try (var connection = new RawConnection(shop())) {
                assertThat(connection.head(malformed, "Connection: close").answer()).as(malformed)
                        .containsPattern("(?i)X-Request-Id: " + UUID_FORM);
            }
        }
    }

    @Test
    @DisplayName("a failure is logged once, with its trace, its request and its cart, and the answer names the request")
    default void logsAFailure() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            var failed = shopper.get("/api/carts/" + cart + "/history", FAILING, "yes", "X-Request-Id", "complaint-1");

            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.problem()).isEqualTo("/problems/internal-error");
            assertThat(failed.json().path("requestId").asString()).isEqualTo("complaint-1");
            assertThat(failed.header("X-Request-Id")).isEqualTo("complaint-1");
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list.stream().filter(line -> String.valueOf(line.getThrowableProxy()).contains("unforeseen")
                || "complaint-1".equals(line.getMDCPropertyMap().get("requestId")))).singleElement()
                .satisfies(line -> {
                    assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                    assertThat(line.getThrowableProxy().getMessage()).isEqualTo("unforeseen");
                    assertThat(line.getMDCPropertyMap())
                            .isEqualTo(Map.of("requestId", "complaint-1", "cartId", cart));
                });
    }
}
