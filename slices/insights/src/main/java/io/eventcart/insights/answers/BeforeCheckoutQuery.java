package io.eventcart.insights.answers;

import io.eventcart.insights.answers.BeforeCheckout.PatternExample;
import io.eventcart.insights.answers.BeforeCheckout.PatternOdds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks for {@link BeforeCheckout}. */
public final class BeforeCheckoutQuery {
    /** A checkout is not part of what came before it; the event that an idle time began with is the last before that. */
    private static final String ENDINGS = """
            ending AS (SELECT cart_id, true AS bought, position - 1 AS last FROM cart_cart_checked_out WHERE %s
              UNION ALL SELECT cart_id, false, position FROM last_idle),
            """.formatted(Period.SEEN);
    private static final String PATTERNS = """
            seen AS (SELECT TRY_CAST(stream AS UUID) AS cart_id, position, version, type FROM events WHERE %s),
            history AS (SELECT ending.cart_id, bought, list(type ORDER BY seen.position, version, type) AS types
              FROM ending JOIN seen ON seen.cart_id = ending.cart_id AND seen.position <= ending.last
              GROUP BY ending.cart_id, bought)
            """.formatted(Period.SEEN);
    private static final String SQL = "WITH " + LastIdleTime.TABLES + ", " + ENDINGS + PATTERNS + """
            SELECT list_slice(types, -:last, -1) AS pattern, count(*) FILTER (bought) AS checkouts,
              count(*) FILTER (NOT bought) AS abandonments,
              min(CAST(cart_id AS VARCHAR)) FILTER (bought) AS checked_out,
              min(CAST(cart_id AS VARCHAR)) FILTER (NOT bought) AS abandoned
            FROM history GROUP BY pattern ORDER BY count(*) DESC, pattern
            """;

    private final JdbcClient sql;

    public BeforeCheckoutQuery(Connection connection) {
        this.sql = AnalyticalSql.on(connection);
    }

    private record PatternCases(List<String> pattern, long checkouts, long abandonments, @Nullable String checkedOut,
            @Nullable String abandoned) {
        static PatternCases of(ResultSet row, int n) throws SQLException {
            var pattern = Arrays.stream((Object[]) row.getArray("pattern").getArray()).map(String.class::cast).toList();
            return new PatternCases(pattern, row.getLong("checkouts"), row.getLong("abandonments"),
                    row.getString("checked_out"), row.getString("abandoned"));
        }
    }

    /**
     * @param position that the answer bears
     * @param last how many events a pattern has at the most, 1 to 10
     * @param idle the shortest time without an event after which a cart counts as abandoned
     * @param asOf the last instant that is seen
     */
    public BeforeCheckout answer(long position, int last, Duration idle, Instant asOf) {
        var cases = sql.sql(SQL).params(LastIdleTime.parameters(idle, asOf)).param("last", last)
                .query(PatternCases::of).list();
        var checkouts = cases.stream().mapToLong(PatternCases::checkouts).sum();
        var abandonments = cases.stream().mapToLong(PatternCases::abandonments).sum();
        return new BeforeCheckout(position, checkouts, abandonments,
                cases.stream().map(pattern -> odds(pattern, checkouts, abandonments)).toList());
    }

    private static PatternOdds odds(PatternCases cases, long checkouts, long abandonments) {
        var odds = OddsRatio.of(cases.checkouts(), checkouts, cases.abandonments(), abandonments);
        return new PatternOdds(cases.pattern(), cases.checkouts(), cases.abandonments(), odds.ratio(), odds.low(),
                odds.high(),
                odds.note(), new PatternExample(id(cases.checkedOut()), id(cases.abandoned())));
    }

    private static @Nullable UUID id(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
