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

/** Tells an unreachable store from a defect of the app. */
public final class StoreFailures {
    private StoreFailures() {}

    public static boolean include(Throwable failure) {
        return Causes.of(failure).stream().anyMatch(StoreFailures::isOne);
    }

    /** A missing handler counts too: Axon Server may not yet know the instance again. */
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

    /** The SQL standard's class, and PostgreSQL's for a server that is shutting down or starting. */
    private static boolean isLostConnection(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
