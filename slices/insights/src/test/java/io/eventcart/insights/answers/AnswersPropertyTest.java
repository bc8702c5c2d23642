package io.eventcart.insights.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.json.JsonMapper;

/** The SQL gives the answers of folds that go through the history event by event, whatever happened. */
final class AnswersPropertyTest {
    private static final int TRIES = 60;
    /** A funnel has the most cases, and is asked for fastest. */
    private static final int TRIES_OF_FUNNEL = 250;
    private static final int TRIES_OF_ORDER = 20;
    private static final long POSITION = 7;
    private static final double ROUNDING = 1e-9;

    private static AnalyticalTables tables;

    @BeforeContainer
    static void open() {
        tables = new AnalyticalTables();
    }

    @AfterContainer
    static void close() {
        tables.close();
    }

    @Provide
    Arbitrary<GeneratedHistory> histories() {
        return GeneratedHistory.any();
    }

    /** Most have several first events that lead equally far, or to different steps. */
    @Provide
    Arbitrary<List<String>> steps() {
        return Arbitraries
                .of("cart.cart-created", "cart.item-added", "cart.item-added", "cart.item-added", "cart.item-removed",
                        "cart.cart-checked-out", AnalyticalTables.OTHER_TYPE)
                .list().ofMinSize(1).ofMaxSize(4);
    }

    /** About the gaps between events, and what they add up to; null for no limit. */
    @Provide
    Arbitrary<Duration> limits() {
        return Arbitraries.of(Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2),
                Duration.ofHours(10), Duration.ofHours(20)).injectNull(0.1);
    }

    @Provide
    Arbitrary<Duration> buckets() {
        return Arbitraries.of(Duration.ofHours(1), Duration.ofHours(2), Duration.ofDays(1), Duration.ofDays(7));
    }

    @Property(tries = TRIES_OF_FUNNEL, edgeCases = EdgeCasesMode.NONE)
    void a_funnel_counts_the_units_that_some_sequence_of_events_leads_to_a_step(
            @ForAll("histories") GeneratedHistory history,
            @ForAll FunnelUnit by, @ForAll("steps") List<String> steps, @ForAll("limits") Duration within) {
        var funnel = new FunnelQuery(tables.fill(history.events()).connection(), AnalyticalTables::tableOf)
                .answer(POSITION, by, steps, within, history.period());

        assertThat(funnel).isEqualTo(FunnelFold.of(history.events(), POSITION, by, steps, within, history.period()));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void abandonment_is_told_cart_by_cart(@ForAll("histories") GeneratedHistory history,
            @ForAll("limits") Duration limit) {
        var window = limit == null ? Duration.ofDays(7) : limit;

        var abandonment = new AbandonmentQuery(tables.fill(history.events()).connection())
                .answer(POSITION, GeneratedHistory.IDLE, window, history.period());

        assertThat(abandonment).isEqualTo(AbandonmentFold.of(history.events(), POSITION, GeneratedHistory.IDLE, window,
                history.period()));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void products_are_counted_one_by_one(@ForAll("histories") GeneratedHistory history, @ForAll ProductSort sort,
            @ForAll @IntRange(min = 1, max = 4) int limit) {
        var products = new ProductsQuery(tables.fill(history.events()).connection())
                .answer(POSITION, history.period(), sort, limit);

        assertThat(products).isEqualTo(ProductsFold.of(history.events(), POSITION, history.period(), sort, limit));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void patterns_are_counted_cart_by_cart(@ForAll("histories") GeneratedHistory history,
            @ForAll @IntRange(min = 1, max = 4) int last) {
        var asOf = history.period().asOf();

        var patterns = new BeforeCheckoutQuery(tables.fill(history.events()).connection())
                .answer(POSITION, last, GeneratedHistory.IDLE, asOf);

        assertThat(patterns).usingRecursiveComparison().withEqualsForType(AnswersPropertyTest::isAbout, Double.class)
                .withEqualsForFields((note, some) -> (note == null) == (some == null), "items.note")
                .isEqualTo(BeforeCheckoutFold.of(history.events(), POSITION, last, GeneratedHistory.IDLE, asOf));
    }

    private static boolean isAbout(Double one, Double other) {
        return Math.abs(one - other) < ROUNDING * Math.max(1, Math.abs(other));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void a_series_is_counted_bucket_by_bucket(@ForAll("histories") GeneratedHistory history,
            @ForAll("buckets") Duration bucket) {
        var series = new SeriesQuery(tables.fill(history.events()).connection())
                .answer(POSITION, bucket, GeneratedHistory.IDLE, history.period());

        assertThat(series)
                .isEqualTo(SeriesFold.of(history.events(), POSITION, bucket, GeneratedHistory.IDLE, history.period()));
    }

    @Property(tries = TRIES_OF_ORDER, edgeCases = EdgeCasesMode.NONE)
    void the_order_of_rows_in_the_tables_does_not_matter(@ForAll("histories") GeneratedHistory history) {
        assertThat(answers(history.events().reversed(), history.period()))
                .isEqualTo(answers(history.events(), history.period()));
    }

    private static String answers(List<HistoryEvent> rows, Period period) {
        var connection = tables.fill(rows).connection();
        return JsonMapper.builder().build().writeValueAsString(List.of(
                new FunnelQuery(connection, AnalyticalTables::tableOf).answer(POSITION, FunnelUnit.SHOPPER,
                        List.of("cart.item-added", "cart.cart-checked-out"), null, period),
                new AbandonmentQuery(connection).answer(POSITION, GeneratedHistory.IDLE, Duration.ofDays(7), period),
                new ProductsQuery(connection).answer(POSITION, period, ProductSort.CARTS, 10),
                new BeforeCheckoutQuery(connection).answer(POSITION, 2, GeneratedHistory.IDLE, period.asOf()),
                new SeriesQuery(connection).answer(POSITION, Duration.ofHours(1), GeneratedHistory.IDLE, period)));
    }
}
