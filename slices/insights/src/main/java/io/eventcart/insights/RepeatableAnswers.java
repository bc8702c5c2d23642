package io.eventcart.insights;

import io.eventcart.insights.SqlQuestions.When;
import io.eventcart.insights.copy.AnalyticalCopy;
import io.eventcart.insights.copy.Snapshot;
import io.eventcart.insights.sql.SqlFence;
import io.eventcart.platform.sliceapi.InvalidRequest;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks saved questions, and compares each answer with the first one at the same position. */
@Component
final class RepeatableAnswers {
    private static final int MOST_ROWS = 10_000;
    private static final String ERASURE = "shopper.data-erased";

    private final AnalyticalCopy copy;
    private final SqlQuestions questions;
    private final SavedQuestions saved;

    RepeatableAnswers(AnalyticalCopy copy, SqlQuestions questions, SavedQuestions saved) {
        this.copy = copy;
        this.questions = questions;
        this.saved = saved;
    }

    /** @throws InvalidRequest if the answer depends on more than the history, such as the clock */
    void requireRepeatable(String sql) {
        copy.ask(null, seen -> {
            SqlFence.check(seen.connection(), sql).obstacleToRepeating().ifPresent(obstacle -> {
                throw new InvalidRequest("sql", "has no answer that can be repeated: " + obstacle);
            });
            return true;
        });
    }

    RepeatableAnswer ask(SavedQuestion question, When when) {
        var first = when.position() == null
                ? Optional.<FirstAnswer>empty()
                : saved.firstAnswer(question.name(), when.position());
        return copy.ask(first.isPresent() ? null : when.needed(), seen -> {
            var erasedSince = first.isPresent() ? limit(seen, first.get()) : limit(seen, when.position());
            var answer = questions.rows(seen, question.sql(), MOST_ROWS);
            var kept = first.isPresent() ? first.get() : keep(question, seen, answer.hash());
            return RepeatableAnswer.of(kept, answer, erasedSince);
        });
    }

    /** Another store may count positions in another way, for example after a migration. The number of events tells the same moment. */
    private static long limit(Snapshot seen, FirstAnswer first) throws SQLException {
        return limit(seen,
                seen.eventsUpTo(first.position()) == first.events()
                        ? first.position()
                        : seen.positionOf(first.events()));
    }

    /** @return how many erasures there are after that position */
    private static long limit(Snapshot seen, @Nullable Long position) throws SQLException {
        if (position == null) {
            return 0;
        }
        var erasedSince = seen.countAfter(position, ERASURE);
        seen.limitTo(position);
        return erasedSince;
    }

    private FirstAnswer keep(SavedQuestion question, Snapshot seen, String hash) throws SQLException {
        saved.keep(question.name(), seen.position(), seen.eventsUpTo(seen.position()), hash);
        return saved.firstAnswer(question.name(), seen.position()).orElseThrow();
    }
}
