package io.eventcart.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Machine MACHINE = new Machine(2, 24, "a processor", "Linux 6", "25", 0.1);

    @Test
    void theOthersAreComparedWithTheFirst() {
        var rounds = new LinkedHashMap<String, List<Map<Metric, Double>>>();
        rounds.put("CRUD", List.of(Map.of(Metric.HTTP_1, 2000.0), Map.of(Metric.HTTP_1, 4000.0)));
        rounds.put("embedded", List.of(Map.of(Metric.HTTP_1, 1000.0), Map.of(Metric.HTTP_1, 2000.0)));
        rounds.put("server", List.of(Map.of(Metric.HTTP_1, 600.0), Map.of(Metric.HTTP_1, 600.0)));

        var lines = new Report(Instant.EPOCH, "abc", false, MACHINE, rounds).markdown().lines().toList();

        assertThat(lines).containsSequence(
                "| | CRUD | embedded | ratio | server | ratio |",
                "|---|---:|---:|---:|---:|---:|",
                "| add-item over HTTP, 1 connection, per second | 3,000 (2,000 to 4,000) | 1,500 (1,000 to 2,000) | 0.50"
                        + " | 600 (600 to 600) | 0.20 |");
    }

    @Test
    void aRatioToNothingIsLeftOut() {
        var rounds = Map.of("CRUD", List.of(Map.of(Metric.FAILED, 0.0)));

        assertThat(new Report(Instant.EPOCH, "abc", true, MACHINE, rounds).markdown())
                .contains("| writes not acknowledged, of all | 0 |");
    }
}
