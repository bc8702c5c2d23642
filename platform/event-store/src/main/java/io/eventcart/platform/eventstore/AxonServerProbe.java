package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.StoreUnavailable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Checks Axon Server by requesting its last token. */
@Component
@Profile("axonserver")
final class AxonServerProbe {
    private static final long LONGEST_WAIT_SECONDS = 5;

    private final AxonServerConnectionManager connections;
    private final String context;

    AxonServerProbe(AxonServerConnectionManager connections, AxonServerConfiguration configuration) {
        this.connections = connections;
        this.context = configuration.getContext();
    }

    /** @throws StoreUnavailable if it does not answer */
    void ask() {
        if (!connections.isConnected(context)) {
            throw new StoreUnavailable("there is no connection to it", new IOException("not connected"));
        }
        try {
            connections.getConnection(context).eventChannel().getLastToken().get(LONGEST_WAIT_SECONDS,
                    TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailable("it does not answer the request for its last token", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("stopped while asking", e);
        }
    }
}
