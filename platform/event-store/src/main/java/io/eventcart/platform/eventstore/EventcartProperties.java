package io.eventcart.platform.eventstore;

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
 * @param waitForStore how long a start waits for an Axon Server or PostgreSQL that is not there; for ever if null
 * @param rehearsal shops once and ends; for the build
 */
@ConfigurationProperties(prefix = "cart", ignoreUnknownFields = false)
public record EventcartProperties(Path dataDir, String catalogue, @DefaultValue Operator operator, Session session,
        @DefaultValue Keys keys, @DefaultValue Audit audit, @DefaultValue H2 h2, Limits limits,
        @Nullable Duration waitForStore, boolean rehearsal) {
    /**
     * Of the user {@code operator}; both null: a random password. Read by the web module.
     *
     * @param passwordFile a file whose first line is the password
     */
    public record Operator(@Nullable String password, @Nullable Path passwordFile) {
        /** Says nothing of the password. */
        @Override
        public String toString() {
            return "Operator[…]";
        }
    }

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

    /**
     * How much one caller may ask for; see docs/adr/0024.
     *
     * @param sessions of one client address
     * @param carts of one shopper
     * @param wrongPasswords of the operator, from one client address
     * @param watchersPerShopper open event streams of one shopper, and of the operator
     * @param watchers open event streams of all
     */
    public record Limits(Rate sessions, Rate carts, Rate wrongPasswords, int watchersPerShopper, int watchers) {
        /**
         * @param burst how many at once
         * @param every the time in which one more is free again
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
