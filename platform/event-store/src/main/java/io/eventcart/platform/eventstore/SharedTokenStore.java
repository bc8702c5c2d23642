package io.eventcart.platform.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Serializes the creation of a projection's tokens, so that instances that start on an empty database together create them once.
 */
final class SharedTokenStore extends JdbcTokenStore {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('eventcart tokens'))";

    private final ConnectionProvider connections;

    SharedTokenStore(Builder builder, ConnectionProvider connections) {
        super(builder);
        this.connections = connections;
    }

    @Override
    public void initializeTokenSegments(String processor, int segments, @Nullable TrackingToken token) {
        lockTokens();
        if (fetchSegments(processor).length == 0) {
            super.initializeTokenSegments(processor, segments, token);
        }
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        lockTokens();
        return super.retrieveStorageIdentifier();
    }

    /** Holds the lock until the end of the current transaction. */
    private void lockTokens() {
        try (Connection connection = connections.getConnection(); var statement = connection.createStatement()) {
            statement.execute(LOCK);
        } catch (SQLException e) {
            throw new UnableToClaimTokenException("no lock for making tokens", e);
        }
    }
}
