package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Gives a command that runs no projections the names of the active copies' tables. */
public final class ActiveTables {
    @Bean
    @Primary
    Tables activeTables(ProjectionCopies copies, ProjectionStates states) {
        states.all().forEach(copies::apply);
        return copies;
    }
}
