package io.eventcart.app;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The switches of this app. One that is not here stops the start: it is misspelt, or does not do what somebody thinks it
 * does.
 *
 * @param dataDir where the app keeps everything that is to outlive it
 * @param catalogue what the shop sells: {@code classpath:} or {@code file:} and a CSV file
 * @param rehearsal shops once and ends; for the build
 */
@ConfigurationProperties(prefix = "cart", ignoreUnknownFields = false)
public record CartProperties(Path dataDir, String catalogue, @DefaultValue Operator operator, Session session,
        @DefaultValue Keys keys, @DefaultValue Audit audit, @DefaultValue H2 h2, boolean rehearsal) {
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

    /** Of the audit trail, whose slice reads them for itself. */
    public record Audit(@Nullable Integer sealEvents, @Nullable Duration sealAfter, @Nullable Long rejectionsKept,
            boolean recordAddress) {}

    /** @param writeDelay of the embedded database, in milliseconds; see docs/adr/0003 */
    public record H2(@Nullable Integer writeDelay) {}
}
