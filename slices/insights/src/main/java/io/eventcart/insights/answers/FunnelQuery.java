package io.eventcart.insights.answers;

import static java.time.temporal.ChronoUnit.MICROS;

import io.eventcart.insights.answers.Funnel.FunnelStep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks for a {@link Funnel}.
 *
 * <p>Each first event of a unit begins a path, and each step leads the path to the next event of the step's type in global order. A
 * path ends where there is no such event, or where it comes too late. A unit's path is the longest one; of several, the earliest.
 */
@SuppressWarnings("InlineFormatString") // The parts of the statement read better side by side.
public final class FunnelQuery {
    /**
     * Table {@code pathK} has the paths that reached step K: the positions where they began and are, and the times at which they
     * reached each step. There is no step 0 to reach.
     */
    private static final String PATHS = """
            WITH path1 AS (SELECT %1$s AS unit, position AS first, position AS last, epoch_us("at") AS time1, NULL AS time0
              FROM %2$s WHERE %1$s IS NOT NULL AND %3$s)
            """;
    /** The earliest path leads as far as any other if there is no limit of time. */
    private static final String EARLIEST_PATHS = """
            WITH path1 AS (SELECT %1$s AS unit, min(position) AS first, first AS last, arg_min(epoch_us("at"), position) AS time1,
                NULL AS time0 FROM %2$s WHERE %1$s IS NOT NULL AND %3$s GROUP BY unit)
            """;
    private final JdbcClient sql;
    private final UnaryOperator<String> tableOf;

    /** @param tableOf the name of the table of a type of event */
    public FunnelQuery(Connection connection, UnaryOperator<String> tableOf) {
        this.sql = AnalyticalSql.on(connection);
        this.tableOf = tableOf;
    }

    private record StepCount(long units, @Nullable Duration median) {
        static StepCount of(ResultSet row, int step) throws SQLException {
            var median = row.getObject("median" + step, Double.class);
            return new StepCount(row.getLong("units" + step), median == null ? null : duration(median));
        }

        /** The median of an even number of whole microseconds may have half of one. */
        private static Duration duration(double micros) {
            var halves = Math.round(micros * 2);
            return Duration.of(Math.floorDiv(halves, 2), MICROS).plusNanos(500L * Math.floorMod(halves, 2));
        }
    }

    /**
     * Counts a unit whose id is not known nowhere.
     *
     * @param position that the answer bears
     * @param steps 1 to 20 types of events that have a table, such as {@code cart.item-added}; a type may come several times
     * @param within the longest time from the first event to the last, 0 or more; null for no limit
     * @param period of the first event; the events that follow it may be later, up to {@code asOf}
     */
    public Funnel answer(long position, FunnelUnit by, List<String> steps, @Nullable Duration within, Period period) {
        var counts = sql.sql(sqlOf(by, steps, within != null)).params(period.parameters())
                .param("within", within == null ? EpochMicros.FOREVER : EpochMicros.floor(within))
                .query((row, n) -> counts(row, steps.size())).single();
        return new Funnel(position, steps(steps, counts));
    }

    private String sqlOf(FunnelUnit by, List<String> steps, boolean isLimited) {
        var text = new StringBuilder((isLimited ? PATHS : EARLIEST_PATHS)
                .formatted(by.column(), tableOf(steps.getFirst()), Period.SEEN_IN_PERIOD));
        for (var step = 2; step <= steps.size(); step++) {
            text.append(nextStep(step, by, steps.get(step - 1)));
        }
        return text.append(furthest(steps.size())).toString();
    }

    private String nextStep(int step, FunnelUnit by, String type) {
        return """
                , step%1$d AS (SELECT %3$s AS unit, position, epoch_us("at") AS time FROM %4$s WHERE %3$s IS NOT NULL AND %5$s),
                path%1$d AS (SELECT path.* REPLACE (step.position AS last), step.time AS time%1$d
                  FROM path%2$d path ASOF JOIN step%1$d step ON path.unit = step.unit AND path.last < step.position
                  WHERE step.time - path.time1 <= :within)
                """
                .formatted(step, step - 1, by.column(), tableOf(type), Period.SEEN);
    }

    private static String furthest(int steps) {
        return """
                , furthest AS (SELECT unnest(arg_max(path, row(reach, -first))) FROM (%s) path GROUP BY unit)
                SELECT %s FROM furthest
                """.formatted(forEach(steps, " UNION ALL BY NAME ", "SELECT %1$d AS reach, * FROM path%1$d"),
                forEach(steps, ", ", "count(time%1$d) AS units%1$d, median(time%1$d - time%2$d) AS median%1$d"));
    }

    private String tableOf(String type) {
        return AnalyticalSql.quoted(tableOf.apply(type));
    }

    private static String forEach(int steps, String between, String sql) {
        return IntStream.rangeClosed(1, steps).mapToObj(step -> sql.formatted(step, step - 1))
                .collect(Collectors.joining(between));
    }

    private static List<StepCount> counts(ResultSet row, int steps) throws SQLException {
        var counts = new ArrayList<StepCount>();
        for (var step = 1; step <= steps; step++) {
            counts.add(StepCount.of(row, step));
        }
        return counts;
    }

    private static List<FunnelStep> steps(List<String> types, List<StepCount> counts) {
        var steps = new ArrayList<FunnelStep>();
        var previous = 0L;
        for (var step = 0; step < types.size(); step++) {
            var units = counts.get(step).units();
            steps.add(new FunnelStep(types.get(step), units, share(units, counts.getFirst().units()),
                    share(units, previous),
                    counts.get(step).median()));
            previous = units;
        }
        return List.copyOf(steps);
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
