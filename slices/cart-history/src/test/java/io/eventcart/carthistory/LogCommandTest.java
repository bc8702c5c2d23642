package io.eventcart.carthistory;

import static io.eventcart.carthistory.Carts.ANNA;
import static io.eventcart.carthistory.Carts.CART;
import static io.eventcart.carthistory.Carts.OTHER_CART;
import static io.eventcart.carthistory.Carts.apples;
import static io.eventcart.carthistory.Carts.bought;
import static io.eventcart.carthistory.Carts.created;
import static io.eventcart.carthistory.Carts.noApples;
import static io.eventcart.carthistory.Carts.pears;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.RunningServer;
import io.eventcart.platform.storedevents.EventSerializer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

final class LogCommandTest {
    private final TimeMachine timeMachine = new Carts()
            .given(CART, created(), apples(3), pears(2), noApples(2), bought()).timeMachine();
    private static final JsonMapper JSON = JsonMapper.builder().addModule(EventSerializer.money()).build();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_log_shows_the_newest_event_first_with_who_when_and_what_has_changed() {
        assertThat(run(CART.toString())).isZero();

        assertThat(out.toString()).startsWith("""
                version 5
                Actor:  shopper:%s
                Date:   2026-11-24T12:04:00Z
                Event:  cart.cart-checked-out by Shop, app 1.0

                    status OPEN -> CHECKED_OUT

                version 4
                """.formatted(ANNA)).contains("""

                    ~ 3 Apple (apple) at EUR 0.50 -> 1 at EUR 0.50
                    total EUR 3.00 -> EUR 2.00
                """, """

                    + 2 Pear (pear) at EUR 0.75
                    total EUR 1.50 -> EUR 3.00
                """).endsWith("""

                    created
                """);
    }

    @Test
    void so_many_of_the_newest_events_may_be_asked_for() {
        assertThat(run(CART.toString(), "-n", "2")).isZero();

        assertThat(out.toString()).contains("version 5", "version 4").doesNotContain("version 3");
    }

    @Test
    void a_version_or_an_instant_shows_the_cart_as_it_was() {
        assertThat(run(CART.toString(), "--version", "2")).isZero();
        assertThat(run(CART.toString(), "--at", "2026-11-24T12:01:30Z")).isZero();

        var then = """
                Cart %s at version 2, 2026-11-24T12:01:00Z: OPEN

                    3 Apple (apple) at EUR 0.50 = EUR 1.50
                    3 pieces, total EUR 1.50
                """.formatted(CART);
        assertThat(out.toString()).isEqualTo(then + then);
    }

    @Test
    void a_difference_shows_lines_totals_status_and_events() {
        assertThat(run(CART.toString(), "--diff", "3..5")).isZero();

        assertThat(out.toString()).isEqualTo("""
                Cart %s from version 3 to 5

                    ~ 3 Apple (apple) at EUR 0.50 -> 1 at EUR 0.50
                    status OPEN -> CHECKED_OUT
                    total EUR 3.00 -> EUR 2.00

                    version 4  2026-11-24T12:03:00Z  cart.item-removed by Shop, app 1.0
                    version 5  2026-11-24T12:04:00Z  cart.cart-checked-out by Shop, app 1.0
                """.formatted(CART));
    }

    @Test
    void a_bisection_shows_the_event_that_made_the_condition_true() {
        assertThat(run(CART.toString(), "--bisect", "total.amount > 1.5")).isZero();

        assertThat(out.toString()).startsWith("The condition first holds at\n\nversion 3\n")
                .contains("+ 2 Pear (pear) at EUR 0.75");
    }

    @ParameterizedTest(name = "{0} {1} ends with {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --version | 6                     | 1 | its versions are 1 to 5
            --at      | 2000-01-01T00:00:00Z  | 1 | was not there yet
            --bisect  | itemCount >= 0        | 1 | holds at version 1 already
            --bisect  | totl.amount > 1       | 2 | column 1: a cart's view has no 'totl'
            --diff    | 3..2                  | 2 | name the earlier version first
            --diff    | 3-5                   | 2 | '3-5' is not two versions such as 3..7
            --at      | yesterday             | 2 | 'yesterday' is not an instant such as
            --version | x                     | 2 | 'x'
            """)
    void a_fault_says_what_to_do_and_ends_with_its_code(String option, String value, int exitCode, String message) {
        assertThat(run(CART.toString(), option, value)).isEqualTo(exitCode);

        assertThat(err.toString()).contains(message).doesNotContain("Exception", "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_cart_that_is_not_there_or_can_not_be_meant_is_said_so() {
        assertThat(run(OTHER_CART.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("There is no cart " + OTHER_CART, "--cart.data-dir");
        assertThat(run("my-cart")).isEqualTo(2);
        assertThat(err.toString()).contains("'my-cart' is not a UUID");
        assertThat(run()).isEqualTo(2);
        assertThat(run(CART.toString(), "--version", "1", "--diff", "1..2")).isEqualTo(2);
        assertThat(err.toString()).contains("mutually exclusive");
    }

    @Test
    void json_is_what_the_calls_over_http_answer() {
        assertThat(run(CART.toString(), "--json", "-n", "1")).isZero();
        var events = JSON.readTree(out.toString());
        out.getBuffer().setLength(0);
        assertThat(run(CART.toString(), "--json", "--version", "2")).isZero();
        var view = JSON.readTree(out.toString());

        assertThat(events).hasSize(1);
        assertThat(events.at("/0/to").asLong()).isEqualTo(5);
        assertThat(events.at("/0/events/0/type").asString()).isEqualTo("cart.cart-checked-out");
        assertThat(view.at("/total/amount").asString()).isEqualTo("1.50");
    }

    @Test
    void a_server_that_has_the_store_is_asked_and_the_answer_looks_the_same() {
        for (var arguments : List.<List<String>>of(List.of(), List.of("-n", "2"), List.of("--version", "2"),
                List.of("--at", "2026-11-24T12:01:30Z"), List.of("--diff", "3..5"),
                List.of("--bisect", "total.amount > 1.5"))) {
            var line = Stream.concat(Stream.of(CART.toString()), arguments.stream()).toArray(String[]::new);
            assertThat(run(line)).isZero();
            var here = out.toString();
            out.getBuffer().setLength(0);

            assertThat(run(new LogCommand(one(TimeMachine.class, null),
                    one(RunningServer.class, new ServerInMemory(timeMachine)), JSON), line)).isZero();
            assertThat(out).hasToString(here);
            out.getBuffer().setLength(0);
        }
    }

    private static <T> ObjectProvider<T> one(Class<T> type, @Nullable T bean) {
        var beans = new StaticListableBeanFactory();
        if (bean != null) {
            beans.addBean("it", bean);
        }
        return beans.getBeanProvider(type);
    }

    private int run(String... arguments) {
        return run(new LogCommand(one(TimeMachine.class, timeMachine), one(RunningServer.class, null), JSON),
                arguments);
    }

    private int run(LogCommand command, String... arguments) {
        return new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
