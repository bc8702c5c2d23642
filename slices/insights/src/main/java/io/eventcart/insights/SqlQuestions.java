package io.eventcart.insights;

import io.eventcart.insights.copy.AnalyticalCopy;
import io.eventcart.insights.copy.Snapshot;
import io.eventcart.insights.sql.ExportFormat;
import io.eventcart.insights.sql.SqlAnswer;
import io.eventcart.insights.sql.SqlFence;
import io.eventcart.insights.sql.SqlRun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a caller's SQL over the analytical copy. */
@Component
final class SqlQuestions {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final Duration LONGEST_EXPORT = Duration.ofMinutes(10);

    private final AnalyticalCopy copy;
    private final SqlRun run;

    SqlQuestions(AnalyticalCopy copy) {
        this.copy = copy;
        this.run = new SqlRun(copy.memory());
    }

    /** @param position up to which the answer counts; null for all of the copy */
    record When(@Nullable Long atLeast, @Nullable Long position) {
        static final When NOW = new When(null, null);

        /** A position in the past must have been reached, of course. */
        @Nullable
        Long needed() {
            return position == null ? atLeast : position;
        }
    }

    QueryAnswer answer(String sql, int limit, When when) {
        return copy.ask(when.needed(), seen -> {
            limit(seen, when.position());
            return QueryAnswer.of(seen.position(), rows(seen, sql, limit));
        });
    }

    static void limit(Snapshot seen, @Nullable Long position) throws SQLException {
        if (position != null) {
            seen.limitTo(position);
        }
    }

    SqlAnswer rows(Snapshot seen, String sql, int limit) throws SQLException {
        return run.rows(seen.connection(), SqlFence.check(seen.connection(), sql), limit, LONGEST_ANSWER);
    }

    /** @return a file for the caller to read and to delete, and the position up to which it counts */
    Export export(String sql, ExportFormat format, When when) {
        return copy.ask(when.needed(), seen -> {
            limit(seen, when.position());
            var file = seen.exports().resolve(UUID.randomUUID() + ".export");
            run.export(seen.connection(), SqlFence.check(seen.connection(), sql), format, file, LONGEST_EXPORT);
            return new Export(file, seen.position());
        });
    }

    record Export(Path file, long position) {}
}
