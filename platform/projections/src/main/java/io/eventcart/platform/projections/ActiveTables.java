package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Where readers find the projections' rows, for a command beside which no projection runs. */
public final class ActiveTables {
    @Bean
    @Primary
    Tables activeTables(ProjectionCopies copies, ProjectionStates states) {
        states.all().forEach(copies::apply);
        return copies;
    }
}
