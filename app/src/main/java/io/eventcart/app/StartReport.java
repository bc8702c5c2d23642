package io.eventcart.app;

import io.eventcart.platform.eventstore.EventcartProperties;
import java.util.Objects;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs version, stores, data directory and address after a start. */
@Component
@ConditionalOnWebApplication
final class StartReport {
    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    private final EventcartProperties properties;
    private final Environment environment;

    StartReport(EventcartProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void log() {
        LOG.info("Eventcart {} is ready", Objects.requireNonNullElse(
                EventcartApplication.class.getPackage().getImplementationVersion(), "development"));
        LOG.info("Stores: {}", stores());
        LOG.info("Data directory: {}", properties.dataDir().toAbsolutePath().normalize());
        LOG.info("Eventcart is open at http://{}:{} (operator's desk: /operator)",
                environment.getProperty("server.address", "127.0.0.1"), environment.getProperty("local.server.port"));
    }

    private String stores() {
        var stores = new StringJoiner(", ");
        if (environment.matchesProfiles("axonserver")) {
            stores.add("events on Axon Server at " + environment.getProperty("axon.axonserver.servers", "localhost"));
        }
        var views = environment.matchesProfiles("axonserver") ? "views in " : "events and views in ";
        return stores.add(views + (environment.matchesProfiles("postgres")
                ? "PostgreSQL at " + withoutParameters(environment.getProperty("spring.datasource.url", ""))
                : "H2, a file of the data directory")).toString();
    }

    /** Without parameters, since one may be a password. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
