package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.config.ConfigurerModule;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Waits for Axon Server before the rest of Axon starts, up to a limit, and logs that. Rejects an Axon Server that the checkpoints
 * and views do not belong to.
 */
@Configuration(proxyBeanMethods = false)
@Profile("axonserver")
public class AxonServerWait {
    private static final Logger LOG = LoggerFactory.getLogger(AxonServerWait.class);
    private static final int DEFAULT_PORT = 8124;
    private static final int PAUSE_MILLIS = 1_000;
    private static final int PAUSES_BETWEEN_LOG_LINES = 10;

    @Bean
    ConfigurerModule waitForAxonServer(AxonServerConfiguration configuration, EventcartProperties switches,
            ObjectProvider<StoredEvents> events, ObjectProvider<RecordedEventStore> recorded) {
        return configurer -> configurer.onInitialize(config -> config.onStart(Integer.MIN_VALUE,
                () -> await(configuration.getServers(), switches.waitForStore(),
                        () -> recorded.getObject().requireSame(events.getObject()))));
    }

    /**
     * @param longest the limit; null for none
     * @throws StartFault if it can't be reached by then
     */
    public static void await(String servers, @Nullable Duration longest) {
        await(servers, longest, () -> {});
    }

    private static void await(String servers, @Nullable Duration longest, Runnable check) {
        var startedAt = System.nanoTime();
        for (var pauses = 0; !isReady(servers, check); pauses++) {
            if (pauses % PAUSES_BETWEEN_LOG_LINES == 0) {
                LOG.warn("Axon Server at {} can't be reached; waiting for it. bin/axon-server start starts one here.",
                        servers);
            }
            if (longest != null && System.nanoTime() - startedAt >= longest.toNanos()) {
                throw new StartFault("Axon Server at " + servers + " can't be reached.",
                        "Start it (bin/axon-server start), name another one with --axon.axonserver.servers=HOST:PORT, or wait"
                                + " longer with --cart.wait-for-store=1m.");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for Axon Server", e);
            }
        }
    }

    private static boolean isReady(String servers, Runnable check) {
        try {
            var isReachable = Arrays.stream(servers.split(",")).anyMatch(AxonServerWait::isReachable);
            if (isReachable) {
                check.run();
            }
            return isReachable;
        } catch (StoreUnavailable e) {
            return false; // It accepts connections before it answers.
        }
    }

    private static boolean isReachable(String server) {
        var colon = server.lastIndexOf(':');
        var host = colon < 0 ? server : server.substring(0, colon);
        var port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(server.substring(colon + 1));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.strip(), port), PAUSE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
