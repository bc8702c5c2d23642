package io.eventcart.platform.projections;

import static java.time.ZoneOffset.UTC;

import io.eventcart.platform.projections.RebuildState.Compared;
import io.eventcart.platform.projections.RebuildState.Idle;
import io.eventcart.platform.projections.RebuildState.Replaying;
import io.eventcart.platform.projections.RebuildState.SwitchedOver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The states of the projections in the database. Every instance reads them. Each change is one statement. */
@Component
final class ProjectionStates {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProjectionStates(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<ProjectionState> all() {
        return jdbc.sql("SELECT * FROM projection ORDER BY name").query((row, n) -> state(row)).list();
    }

    Optional<ProjectionState> find(String projection) {
        return jdbc.sql("SELECT * FROM projection WHERE name = ?").param(projection).query((row, n) -> state(row))
                .optional();
    }

    /** Another instance may add it at the same time. */
    void addIfAbsent(String projection) {
        if (find(projection).isEmpty()) {
            var first = ProjectionState.first(projection, Instant.now());
            try {
                jdbc.sql("INSERT INTO projection (name, active_copy, rebuild, paused, since) VALUES (?, ?, ?, ?, ?)")
                        .params(projection, first.active().number(), stored(first.rebuild()), first.isPaused(),
                                first.since().atOffset(UTC))
                        .update();
            } catch (DuplicateKeyException e) {
                // Another instance has added it.
            }
        }
    }

    /**
     * Changes a state if it is still {@code from}. {@code since} distinguishes a state from the same one of an earlier rebuild.
     *
     * @return whether it was {@code from} and is {@code to} now
     */
    boolean change(ProjectionState from, ProjectionState to) {
        return jdbc.sql("""
                UPDATE projection SET active_copy = ?, rebuild = ?, paused = ?, since = ?, comparison = ?
                WHERE name = ? AND active_copy = ? AND rebuild = ? AND paused = ? AND since = ?
                """)
                .params(to.active().number(), stored(to.rebuild()), to.isPaused(), to.since().atOffset(UTC),
                        text(to.rebuild().comparison()), from.projection(), from.active().number(),
                        stored(from.rebuild()),
                        from.isPaused(), from.since().atOffset(UTC))
                .update() == 1;
    }

    private String text(@Nullable CopyComparison comparison) {
        return comparison == null ? "" : json.writeValueAsString(comparison);
    }

    private static String stored(RebuildState state) {
        return switch (state) {
            case Idle _ -> "IDLE";
            case Replaying _ -> "REPLAYING";
            case Compared _ -> "COMPARED";
            case SwitchedOver _ -> "SWITCHED_OVER";
        };
    }

    private ProjectionState state(ResultSet row) throws SQLException {
        return new ProjectionState(new ProjectionCopy(row.getString("name"), row.getInt("active_copy")),
                rebuild(Objects.requireNonNull(row.getString("rebuild")), comparison(row.getString("comparison"))),
                row.getBoolean("paused"), row.getObject("since", OffsetDateTime.class).toInstant());
    }

    private @Nullable CopyComparison comparison(@Nullable String text) {
        return text == null || text.isEmpty() ? null : json.readValue(text, CopyComparison.class);
    }

    private static RebuildState rebuild(String stored, @Nullable CopyComparison comparison) {
        return switch (stored) {
            case "IDLE" -> new Idle(comparison);
            case "REPLAYING" -> new Replaying();
            case "COMPARED" -> new Compared(Objects.requireNonNull(comparison));
            case "SWITCHED_OVER" -> new SwitchedOver(comparison);
            default -> throw new IllegalStateException(stored + " is no state of a rebuild");
        };
    }
}
