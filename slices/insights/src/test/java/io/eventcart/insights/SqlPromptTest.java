package io.eventcart.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.insights.Insights.FunnelRequest;
import io.eventcart.insights.answers.Abandonment;
import io.eventcart.insights.answers.BeforeCheckout;
import io.eventcart.insights.answers.CartSeries;
import io.eventcart.insights.answers.Funnel;
import io.eventcart.insights.answers.ProductRanking;
import io.eventcart.insights.sql.AnswerColumn;
import io.eventcart.insights.sql.ExportFormat;
import io.eventcart.platform.sliceapi.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class SqlPromptTest {
    private final List<String> asked = new ArrayList<>();

    /** Answers each question with itself, and refuses one. */
    private final InsightsSource source = new InsightsSource() {
        @Override
        public QueryAnswer query(String sql, int limit) {
            asked.add(sql);
            if (sql.startsWith("DROP")) {
                throw new InvalidRequest("sql", "is no question");
            }
            return new QueryAnswer(7, List.of(new AnswerColumn("name", "VARCHAR")), List.of(List.of("events")), "hash",
                    1, false);
        }

        @Override
        public Funnel funnel(FunnelRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Abandonment abandonment(Map<String, String> arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProductRanking products(Map<String, String> arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BeforeCheckout beforeCheckout(Map<String, String> arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CartSeries series(Map<String, String> arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void export(String sql, ExportFormat format, Path file) {
            throw new UnsupportedOperationException();
        }
    };

    private String typed(String text) throws IOException {
        var out = new StringWriter();
        try (var terminal = new DumbTerminal(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream())) {
            new SqlPrompt(source, new PrintWriter(out), 10).run(terminal);
        }
        asked.removeIf(question -> question.equals("SHOW TABLES") && asked.indexOf(question) == 0);
        return out.toString();
    }

    @Test
    void a_question_goes_over_lines_until_a_semicolon_or_an_empty_line() throws IOException {
        typed("SELECT 1\n+ 1;\nSELECT 2\n\n\\q\nSELECT 3;\n");

        assertThat(asked).containsSubsequence("SELECT 1\n+ 1;", "SELECT 2").doesNotContain("SELECT 3;");
    }

    @Test
    void the_end_of_the_input_ends_the_last_question_and_the_prompt() throws IOException {
        assertThat(typed("SELECT 1")).contains("events").contains("(1 row, up to position 7, 1 ms)");

        assertThat(asked).contains("SELECT 1");
    }

    @Test
    void a_refused_question_does_not_end_the_prompt() throws IOException {
        assertThat(typed("DROP TABLE events;\nSELECT 1;\n")).contains("sql is no question");

        assertThat(asked).contains("SELECT 1;");
    }

    @Test
    void a_backslash_begins_a_command_of_the_prompt() throws IOException {
        assertThat(typed("\\d events\n\\?\n")).contains("The tab key completes names.");

        assertThat(asked).contains("DESCRIBE \"events\"");
    }

    @Test
    void bars_are_as_long_as_their_share_of_the_longest() {
        assertThat(new BarChart(StandardCharsets.US_ASCII).bar("a", 40, "forty").bar("bcd", 10, "ten")
                .bar("e", 0, "none").toString())
                .isEqualTo("a    " + "#".repeat(40) + " forty\nbcd  " + "#".repeat(10) + " ten\ne    none\n");
    }

    @Test
    void numbers_stand_right_and_texts_left() {
        assertThat(new TextTable(List.of("n", "name")).row(List.of(1, "tea")).row(List.of(100, "mug\u0007")).toString())
                .isEqualTo("  n  name\n---  ----\n  1  tea\n100  mug\n");
    }
}
