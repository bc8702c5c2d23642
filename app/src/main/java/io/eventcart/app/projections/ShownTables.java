package io.eventcart.app.projections;

import io.eventcart.sharedkernel.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Where readers find the projections' rows, for a command beside which no projection runs. */
public final class ShownTables {
    @Bean
    @Primary
    Tables shownTables(Sides sides, States states) {
        states.all().forEach(sides::know);
        return sides;
    }
}
