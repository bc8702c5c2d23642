package io.eventcart.platform.projections;

import io.axoniq.axonserver.connector.Registration;
import java.util.Objects;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.processor.EventProcessorControlService;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Registers with Axon Server only the processors that are in use. Axon itself registers all, and the dashboard would show the
 * processor of an empty standby copy like one that has lost its segments. Axon Server removes a processor 30 s after its last
 * report.
 */
@Component
@Profile("axonserver")
final class ProcessorsOnDashboard extends EventProcessorControlService {
    private final ProcessorSupervisor supervisor;
    private final DashboardRegistrations registrations = new DashboardRegistrations();

    ProcessorsOnDashboard(AxonServerConnectionManager connections, EventProcessingConfiguration processing,
            AxonServerConfiguration configuration, ProcessorSupervisor supervisor) {
        super(connections, processing, configuration);
        this.supervisor = supervisor;
    }

    /** Runs once a second, since a rebuild or a discarded copy changes which processors are in use. */
    @Override
    @Scheduled(fixedDelay = 1_000)
    public synchronized void start() {
        if (!axonServerConnectionManager.isConnected(context)) {
            return;
        }
        var processors = eventProcessingConfiguration.eventProcessors();
        registrations.follow(processors.keySet(), supervisor::isInUse, name -> {
            var registration = register(Objects.requireNonNull(processors.get(name)));
            return () -> {
                var _ = registration.cancel();
            };
        });
    }

    private Registration register(EventProcessor processor) {
        return axonServerConnectionManager.getConnection(context).controlChannel().registerEventProcessor(
                processor.getName(), infoSupplier(processor),
                new AxonProcessorInstructionHandler(processor, processor.getName()));
    }
}
