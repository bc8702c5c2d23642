package io.eventcart.platform.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.projections.RebuildState.Compared;
import io.eventcart.platform.projections.RebuildState.Idle;
import io.eventcart.platform.projections.RebuildState.Replaying;
import io.eventcart.platform.projections.RebuildState.SwitchedOver;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import tools.jackson.databind.json.JsonMapper;

final class ProjectionStatesTest {
    private static final String FIRST_TABLE = "db/migration/projections/V20261125.0707__projection.sql";
    private static final String REBUILD_STATE = "db/migration/projections/V20261201.0100__rebuild_state.sql";
    private static final String THINGS = "things";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456789Z");
    private static final CopyComparison EQUAL_ROWS = new CopyComparison(7, 7, 0, 0, 0, List.of());

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).addScript(FIRST_TABLE).addScript(REBUILD_STATE).build();
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
    void a_state_changes_only_from_the_current_state() {
        var replaying = change(added(), added().with(new Replaying(), NOON));

        assertThat(states.find(THINGS)).contains(replaying);
    }

    @Test
    void a_new_rebuild_does_not_have_the_comparison_of_a_discarded_one() {
        var firstRebuild = change(added(), added().with(new Replaying(), NOON));
        var discarded = change(firstRebuild, firstRebuild.with(new Idle(null), NOON.plusSeconds(1)));
        var secondRebuild = change(discarded, discarded.with(new Replaying(), NOON.plusSeconds(2)));

        assertThat(states.change(firstRebuild, firstRebuild.with(new Compared(EQUAL_ROWS)))).isFalse();
        assertThat(states.find(THINGS)).contains(secondRebuild);
    }

    @ParameterizedTest
    @MethodSource("states")
    void a_state_is_read_as_it_was_written(RebuildState state) {
        var written = change(added(), added().with(state, NOON));

        assertThat(states.find(THINGS)).contains(written);
    }

    static List<RebuildState> states() {
        return List.of(new Idle(null), new Idle(EQUAL_ROWS), new Replaying(), new Compared(EQUAL_ROWS),
                new SwitchedOver(EQUAL_ROWS));
    }

    @Test
    void the_migration_renames_the_states_of_an_older_version() {
        var comparison = JsonMapper.shared().writeValueAsString(EQUAL_ROWS);
        var old = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true)
                .addScript(FIRST_TABLE).build();
        var jdbc = JdbcClient.create(old);
        List.of(List.of("a", "EMPTY", ""), List.of("b", "REPLAYING", ""), List.of("c", "REPLAYING", comparison),
                List.of("d", "KEPT", comparison))
                .forEach(row -> jdbc.sql("INSERT INTO projection VALUES (?, 2, ?, FALSE, ?, ?)")
                        .params(row.get(0), row.get(1), NOON.atOffset(ZoneOffset.UTC), row.get(2)).update());

        new ResourceDatabasePopulator(new ClassPathResource(REBUILD_STATE)).execute(old);

        assertThat(new ProjectionStates(jdbc, JsonMapper.shared()).all()).extracting(ProjectionState::rebuild)
                .containsExactly(new Idle(null), new Replaying(), new Compared(EQUAL_ROWS),
                        new SwitchedOver(EQUAL_ROWS));
        old.shutdown();
    }
}
