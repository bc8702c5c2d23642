package io.eventcart.platform.projections;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health indicators of the projections and of the dead letters. */
@Configuration(proxyBeanMethods = false)
class ProjectionsHealthParts {
    @Bean
    HealthIndicator projectionsHealthIndicator(ProjectionsHealth health) {
        return health::projections;
    }

    @Bean
    HealthIndicator deadLettersHealthIndicator(ProjectionsHealth health) {
        return health::deadLetters;
    }
}
