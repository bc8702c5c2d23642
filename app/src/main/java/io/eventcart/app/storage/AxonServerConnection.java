package io.eventcart.app.storage;

import java.time.Duration;
import java.time.Instant;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Watches the connection to Axon Server: says when it is gone and when it is back, and wakes the projections then. */
@Component
@Profile("axonserver")
final class AxonServerConnection implements HealthIndicator {
    /** Axon Server takes connections before it answers everything. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(AxonServerConnection.class);

    private final AxonServerConnectionManager connections;
    private final AxonServerConfiguration configuration;
    private final EventProcessingConfiguration processing;
    private @Nullable Instant upSince;

    AxonServerConnection(AxonServerConnectionManager connections, AxonServerConfiguration configuration,
            EventProcessingConfiguration processing) {
        this.connections = connections;
        this.configuration = configuration;
        this.processing = processing;
    }

    @Scheduled(fixedDelay = 1_000)
    void watch() {
        var isUp = isUp();
        if (upSince != null && !isUp) {
            LOG.warn("Axon Server at {} can't be reached; waiting for it. Writes and reads are refused meanwhile.",
                    configuration.getServers());
            upSince = null;
        }
        if (upSince == null && isUp) {
            LOG.info("Axon Server at {} is there", configuration.getServers());
            upSince = Instant.now();
        }
        if (upSince != null && Instant.now().isBefore(upSince.plus(RECOVERY))) {
            Projections.wake(processing);
        }
    }

    @Override
    public Health health() {
        return isUp() ? Health.up().build() : Health.down().withDetail("servers", configuration.getServers()).build();
    }

    private boolean isUp() {
        return connections.isConnected(configuration.getContext());
    }
}
