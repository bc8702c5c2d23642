package io.eventcart.insights.copy;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The limits of DuckDB in this process.
 *
 * @param memory the most memory that it takes for data and for questions, outside Java's heap
 * @param threads how many threads work on a question
 */
@Component
record CopySettings(DataSize memory, int threads) {
    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(128);

    @Autowired
    CopySettings(@Value("${cart.insights.memory:512MB}") String memory,
            @Value("${cart.insights.threads:#{T(java.lang.Runtime).getRuntime().availableProcessors()}}") int threads) {
        this(DataSize.parse(memory), threads);
    }

    CopySettings {
        if (memory.compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("cart.insights.memory must be at least 128MB");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("cart.insights.threads must be at least 1");
        }
    }
}
