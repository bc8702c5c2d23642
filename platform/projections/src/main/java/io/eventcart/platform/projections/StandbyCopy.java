package io.eventcart.platform.projections;

import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Empties the standby copy of a projection, with its rows, checkpoints and dead letters, and starts its replay. */
@Component
final class StandbyCopy {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyCopy.class);

    private final Checkpoints checkpoints;
    private final TokenStore tokens;
    private final SegmentAssignment segments;
    private final JdbcTemplate jdbc;

    StandbyCopy(Checkpoints checkpoints, TokenStore tokens, SegmentAssignment segments, JdbcTemplate jdbc) {
        this.checkpoints = checkpoints;
        this.tokens = tokens;
        this.segments = segments;
        this.jdbc = jdbc;
    }

    void empty(Projection projection, ProjectionCopy copy) {
        checkpoints.delete(copy.processor());
        jdbc.update("DELETE FROM dead_letter WHERE processing_group = ?", copy.processor());
        projection.tables()
                .forEach(table -> jdbc.execute("TRUNCATE TABLE " + copy.table(table) + " RESTART IDENTITY"));
        LOG.info("Projection {}: copy {} is empty", copy.projection(), copy.number());
    }

    /** Sets the copy's checkpoints before the first event, from where its processor then starts. */
    void replay(Projection projection, ProjectionCopy copy) {
        checkpoints.delete(copy.processor());
        tokens.initializeTokenSegments(copy.processor(), segments.count(projection), null);
    }
}
