package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.StoreUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/** Tells a store that can't be reached from a fault of our own. */
public final class StoreFailures {
    private StoreFailures() {}

    public static boolean include(Throwable failure) {
        return Causes.of(failure).stream().anyMatch(StoreFailures::isOne);
    }

    /** No handler, because Axon Server has not heard of this instance again yet. */
    private static boolean isOne(Throwable failure) {
        return failure instanceof StoreUnavailable
                || failure instanceof AxonServerException
                || failure instanceof AxonServerCommandDispatchException
                || failure instanceof AxonServerQueryDispatchException
                || failure instanceof NoHandlerForCommandException
                || failure instanceof NoHandlerForQueryException
                || failure instanceof EventStoreException
                || failure instanceof io.grpc.StatusRuntimeException
                || failure instanceof TransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessResourceException
                || failure instanceof MVStoreException
                || failure instanceof SQLTransientConnectionException
                || (failure instanceof SQLException database && isLostConnection(database.getSQLState()));
    }

    /** As the SQL standard has it, and PostgreSQL's own for a server that shuts down or is not up yet. */
    private static boolean isLostConnection(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
