package io.eventcart.app;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The switches of this app.
 *
 * @param dataDir where the app keeps everything that is to outlive it
 * @param catalogue what the shop sells: {@code classpath:} or {@code file:} and a CSV file
 */
@ConfigurationProperties("cart")
public record CartProperties(Path dataDir, String catalogue, @DefaultValue Operator operator, Session session,
        @DefaultValue Keys keys) {
    /** @param password of the user {@code operator}; a random one if null */
    public record Operator(@Nullable String password) {}

    /** @param lifetime how long a guest's token is good */
    public record Session(Duration lifetime) {}

    /** @param master the key that wraps the shoppers' keys: a file or {@code base64:KEY}; one in the data directory if null */
    public record Keys(@Nullable String master) {
        /** Says nothing of the key. */
        @Override
        public String toString() {
            return "Keys[master=…]";
        }
    }
}
