package io.eventcart.platform.eventstore;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The switches of this app. An unknown switch stops the start, since it may be misspelt.
 *
 * @param dataDir the folder for the app's persistent data
 * @param catalogue the product catalogue: {@code classpath:} or {@code file:} and a CSV file
 * @param waitForStore how long a start waits for an Axon Server or PostgreSQL that can't be reached; without limit if null
 * @param rehearsal whether to run some sample calls and end; for the build
 */
@ConfigurationProperties(prefix = "cart", ignoreUnknownFields = false)
public record EventcartProperties(Path dataDir, String catalogue, @DefaultValue Operator operator, Session session,
        @DefaultValue Keys keys, @DefaultValue Audit audit, @DefaultValue Insights insights, @DefaultValue H2 h2,
        Limits limits,
        @Nullable Duration waitForStore, boolean rehearsal) {
    /**
     * The password of the user {@code operator}; random if both are null. Read by the web module.
     *
     * @param passwordFile a file whose first line is the password
     * @param sessionIdle a browser's session ends after this time without a request
     */
    public record Operator(@Nullable String password, @Nullable Path passwordFile,
            @DefaultValue("30m") Duration sessionIdle) {
        /** Hides the password from logs. */
        @Override
        public String toString() {
            return "Operator[…]";
        }
    }

    /** @param lifetime how long a guest's token is valid */
    public record Session(Duration lifetime) {}

    /** @param master the key that wraps the shoppers' keys: a file or {@code base64:KEY}; a file in the data directory if null */
    public record Keys(@Nullable String master) {
        /** Hides the key from logs. */
        @Override
        public String toString() {
            return "Keys[master=…]";
        }
    }

    /** Switches of the audit trail; its slice reads them itself. */
    public record Audit(@Nullable Integer sealEvents, @Nullable Duration sealAfter, @Nullable Long rejectionsKept,
            boolean recordAddress) {}

    /** Switches of the analytical copy; its slice reads them itself. */
    public record Insights(@Nullable DataSize memory, @Nullable Integer threads) {}

    /**
     * The limits for one caller; see docs/adr/0024.
     *
     * @param sessions new sessions for one client address
     * @param carts new carts for one shopper
     * @param wrongPasswords wrong operator passwords from one client address
     * @param watchersPerShopper open event streams of one shopper, and of the operator
     * @param watchers open event streams in total
     */
    public record Limits(Rate sessions, Rate carts, Rate wrongPasswords, int watchersPerShopper, int watchers) {
        /**
         * @param burst the largest burst
         * @param every the time until one more call is allowed
         */
        public record Rate(int burst, Duration every) {
            public Rate {
                if (burst < 1 || !every.isPositive()) {
                    throw new IllegalArgumentException("burst and every must be more than 0");
                }
            }
        }
    }

    /** @param writeDelay of the embedded database, in milliseconds; see docs/adr/0003 */
    public record H2(@Nullable Integer writeDelay) {}
}
