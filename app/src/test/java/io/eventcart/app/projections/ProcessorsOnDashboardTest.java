package io.eventcart.app.projections;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.Registration;
import io.axoniq.axonserver.connector.control.ControlChannel;
import io.eventcart.platform.projections.ProcessorSupervisor;
import io.eventcart.platform.projections.ProcessorsOnDashboard;
import java.util.Map;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copy 1 of a projection is active, copy 2 the standby. */
final class ProcessorsOnDashboardTest {
    private static final String ACTIVE = "things";
    private static final String STANDBY = "things-2";

    private final ProcessorSupervisor supervisor = mock();
    private final Registration registration = mock();
    private final ControlChannel axonServer = mock();
    private final AxonServerConnection connection = mock();
    private final AxonServerConnectionManager connections = mock();
    private final EventProcessingConfiguration processing = mock();
    private final ProcessorsOnDashboard dashboard = new ProcessorsOnDashboard(connections, processing,
            AxonServerConfiguration.builder().build(), supervisor);

    @BeforeEach
    void connect() {
        var processors = Map.of(ACTIVE, processor(ACTIVE), STANDBY, processor(STANDBY));
        when(processing.eventProcessors()).thenReturn(processors);
        when(connections.isConnected(any())).thenReturn(true);
        when(connections.getConnection(any())).thenReturn(connection);
        when(connection.controlChannel()).thenReturn(axonServer);
        when(axonServer.registerEventProcessor(any(), any(), any())).thenReturn(registration);
        when(supervisor.isInUse(ACTIVE)).thenReturn(true);
    }

    private static EventProcessor processor(String name) {
        EventProcessor processor = mock();
        when(processor.getName()).thenReturn(name);
        return processor;
    }

    private void verifyRegistered(String processor, int times) {
        verify(axonServer, times(times)).registerEventProcessor(eq(processor), any(), any());
    }

    @Test
    void an_empty_standby_copy_is_not_registered() {
        dashboard.start();
        dashboard.start();

        verifyRegistered(ACTIVE, 1);
        verifyRegistered(STANDBY, 0);
    }

    @Test
    void a_standby_copy_is_registered_from_its_rebuild_on_until_it_is_discarded() {
        dashboard.start();

        when(supervisor.isInUse(STANDBY)).thenReturn(true);
        dashboard.start();
        verifyRegistered(STANDBY, 1);
        verify(registration, never()).cancel();

        when(supervisor.isInUse(STANDBY)).thenReturn(false);
        dashboard.start();
        verify(registration).cancel();
    }
}
