package io.eventcart.insights;

import io.eventcart.platform.sliceapi.AccompaniesEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The questions that are worth keeping, and their first answers, in the shop's database. */
@Component
@AccompaniesEvents(tables = {"insights_question", "insights_answer"})
class SavedQuestions {
    private final JdbcClient jdbc;
    private final Clock clock;

    SavedQuestions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return by name */
    List<SavedQuestion> all() {
        return jdbc.sql("SELECT * FROM insights_question ORDER BY name").query(SavedQuestions::question).list();
    }

    /** @throws QuestionNotFound if there is none of that name */
    SavedQuestion find(String name) {
        return jdbc.sql("SELECT * FROM insights_question WHERE name = ?").param(name).query(SavedQuestions::question)
                .optional().orElseThrow(() -> new QuestionNotFound(name));
    }

    private static SavedQuestion question(ResultSet row, int n) throws SQLException {
        return new SavedQuestion(row.getString("name"), row.getString("sql_text"), row.getString("about"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant());
    }

    /**
     * Saves a question, or changes it. A question with another text is another question, so its answers are deleted.
     *
     * @return whether it is new
     */
    @Transactional
    boolean save(String name, String sql, String about) {
        var saved = jdbc.sql("SELECT sql_text FROM insights_question WHERE name = ?").param(name).query(String.class)
                .optional();
        if (saved.isEmpty()) {
            jdbc.sql("INSERT INTO insights_question (name, saved_at, sql_text, about) VALUES (?, ?, ?, ?)")
                    .params(name, now(), sql, about).update();
            return true;
        }
        if (!saved.get().equals(sql)) {
            deleteAnswers(name);
        }
        jdbc.sql("UPDATE insights_question SET saved_at = ?, sql_text = ?, about = ? WHERE name = ?")
                .params(now(), sql, about, name).update();
        return false;
    }

    /** @throws QuestionNotFound if there is none of that name */
    @Transactional
    void delete(String name) {
        deleteAnswers(name);
        if (jdbc.sql("DELETE FROM insights_question WHERE name = ?").param(name).update() == 0) {
            throw new QuestionNotFound(name);
        }
    }

    private void deleteAnswers(String name) {
        jdbc.sql("DELETE FROM insights_answer WHERE question = ?").param(name).update();
    }

    Optional<FirstAnswer> firstAnswer(String name, long position) {
        return jdbc.sql("SELECT * FROM insights_answer WHERE question = ? AND position = ?").params(name, position)
                .query((row, n) -> new FirstAnswer(row.getLong("position"), row.getLong("events"),
                        row.getString("hash"),
                        row.getObject("answered_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void keep(String name, long position, long events, String hash) {
        try {
            jdbc.sql(
                    "INSERT INTO insights_answer (question, position, events, hash, answered_at) VALUES (?, ?, ?, ?, ?)")
                    .params(name, position, events, hash, now()).update();
        } catch (DuplicateKeyException e) {
            // Another call has asked the same at the same moment, and kept the same.
        }
    }

    private OffsetDateTime now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
