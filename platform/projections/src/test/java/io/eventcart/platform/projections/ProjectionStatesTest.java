package io.eventcart.platform.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.projections.ProjectionState.Other;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import tools.jackson.databind.json.JsonMapper;

final class ProjectionStatesTest {
    private static final String THINGS = "things";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456789Z");
    private static final CopyComparison EQUAL_ROWS = new CopyComparison(7, 7, 0, 0, 0, List.of());

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).addScript("db/migration/projections/V20261125.0707__projection.sql").build();
    private final ProjectionStates states = new ProjectionStates(JdbcClient.create(database), JsonMapper.shared());

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    private ProjectionState change(ProjectionState from, ProjectionState to) {
        assertThat(states.change(from, to)).isTrue();
        return to;
    }

    private ProjectionState added() {
        states.addIfAbsent(THINGS);
        return states.find(THINGS).orElseThrow();
    }

    @Test
    void a_state_changes_from_what_it_is() {
        var replaying = change(added(), added().other(Other.REPLAYING, NOON));

        assertThat(states.find(THINGS)).contains(replaying);
    }

    @Test
    void the_comparison_of_a_discarded_rebuild_does_not_count_for_the_next_one() {
        var firstRebuild = change(added(), added().other(Other.REPLAYING, NOON));
        var discarded = change(firstRebuild, firstRebuild.other(Other.EMPTY, NOON.plusSeconds(1)));
        var secondRebuild = change(discarded, discarded.other(Other.REPLAYING, NOON.plusSeconds(2)));

        assertThat(states.change(firstRebuild, firstRebuild.compared(EQUAL_ROWS))).isFalse();
        assertThat(states.find(THINGS)).contains(secondRebuild);
    }
}
