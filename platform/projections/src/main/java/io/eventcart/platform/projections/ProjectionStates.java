package io.eventcart.platform.projections;

import static java.time.ZoneOffset.UTC;

import io.eventcart.platform.projections.ProjectionState.Other;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The states in the database: every instance reads them, and each change is one statement. */
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

    /** Another instance may do so at the same time. */
    void addIfAbsent(String projection) {
        if (find(projection).isEmpty()) {
            var first = ProjectionState.first(projection, Instant.now());
            try {
                jdbc.sql("INSERT INTO projection (name, shown_side, other_side, paused, since) VALUES (?, ?, ?, ?, ?)")
                        .params(projection, first.active().number(), first.other().name(), first.paused(),
                                first.since().atOffset(UTC))
                        .update();
            } catch (DuplicateKeyException e) {
                // It is there: that is all.
            }
        }
    }

    /**
     * The same state of an earlier rebuild is another one: {@code since} tells them apart.
     *
     * @return whether it was still {@code from}, and is {@code to} now
     */
    boolean change(ProjectionState from, ProjectionState to) {
        return jdbc.sql("""
                UPDATE projection SET shown_side = ?, other_side = ?, paused = ?, since = ?, comparison = ?
                WHERE name = ? AND shown_side = ? AND other_side = ? AND paused = ? AND since = ?
                """)
                .params(to.active().number(), to.other().name(), to.paused(), to.since().atOffset(UTC),
                        text(to.comparison()), from.projection(), from.active().number(), from.other().name(),
                        from.paused(), from.since().atOffset(UTC))
                .update() == 1;
    }

    private String text(@Nullable CopyComparison comparison) {
        return comparison == null ? "" : json.writeValueAsString(comparison);
    }

    private ProjectionState state(ResultSet row) throws SQLException {
        var comparison = row.getString("comparison");
        return new ProjectionState(new ProjectionCopy(row.getString("name"), row.getInt("shown_side")),
                Other.valueOf(row.getString("other_side")), row.getBoolean("paused"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                comparison == null || comparison.isEmpty() ? null : json.readValue(comparison, CopyComparison.class));
    }
}
