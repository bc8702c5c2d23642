package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.sliceapi.RunningServer;
import io.eventcart.platform.sliceapi.StoreOnly;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.json.JsonMapper;

/** {@code log CART}. Exit codes: 0 done, 1 no such cart, version or first match, 2 called wrongly. */
@Component
@StoreOnly
@Command(name = "log", description = "Shows what happened to a cart, newest event first.", footer = {"",
        "A condition is about the fields of GET /api/carts/{id}:",
        "  total.amount > 100, status == \"CHECKED_OUT\", size(lines) > 2,",
        "  \"mug-stoneware\" in quantities"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class LogCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int NOT_FOUND = 1;
    private static final int CALLED_WRONGLY = 2;

    private final ObjectProvider<TimeMachine> timeMachine;
    private final ObjectProvider<RunningServer> server;
    private final JsonMapper json;
    private final LogText text = new LogText(Ansi.AUTO.enabled());

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "CART", converter = CartIds.class, description = "the id of the cart")
    CartId cartId;

    @ArgGroup
    @Nullable
    Query query;

    @Option(names = {"-n",
            "--max-count"}, paramLabel = "NUMBER", description = "show so many of the newest events only")
    int maxCount = Integer.MAX_VALUE;

    @Option(names = "--json", description = "print JSON: what the HTTP calls for the same answer, and of the events what GET /api/carts/{id}/diff does for each version, newest first")
    boolean isJson;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this")
    boolean help;

    LogCommand(ObjectProvider<TimeMachine> timeMachine, ObjectProvider<RunningServer> server, JsonMapper json) {
        this.timeMachine = timeMachine;
        this.server = server;
        this.json = json;
    }

    /** At most one of these options; it replaces the list of events. */
    static final class Query {
        @Option(names = "--version", paramLabel = "NUMBER", description = "the cart as it was at that version")
        @Nullable
        Long version;

        @Option(names = "--at", paramLabel = "INSTANT", converter = Instants.class, description = "the cart as it stood then, such as 2026-11-24T12:00:00Z")
        @Nullable
        Instant at;

        @Option(names = "--diff", paramLabel = "FROM..TO", converter = Ranges.class, description = "what differs between two versions")
        @Nullable
        Range diff;

        @Option(names = "--bisect", paramLabel = "CONDITION", description = "the event that first made the condition true")
        @Nullable
        String bisect;
    }

    record Range(long from, long to) {}

    @Override
    public Integer call() {
        try {
            var out = spec.commandLine().getOut();
            out.print(query == null ? events() : answer(query));
            out.flush();
            return DONE;
        } catch (CartNotFound e) {
            return fail(NOT_FOUND,
                    "There is no cart " + cartId + " in this store. Check the id, and that --cart.data-dir or "
                            + "the profile names the store that it is in.");
        } catch (InvalidRequest e) {
            return fail(CALLED_WRONGLY, e.getMessage() + ". eventcart log --help tells how.");
        } catch (Rejection e) {
            return fail(NOT_FOUND, e.getMessage());
        }
    }

    private Past past() {
        var running = server.getIfAvailable();
        return running == null ? new Past.FromStore(timeMachine.getObject()) : new Past.FromServer(running);
    }

    private String events() {
        var changes = past().newest(cartId, maxCount);
        return rendered(changes, () -> String.join("\n", changes.stream().map(text::version).toList()));
    }

    private String answer(Query requested) {
        if (requested.version != null) {
            var view = past().version(cartId, requested.version);
            return rendered(view, () -> text.view(view));
        }
        if (requested.at != null) {
            var view = past().at(cartId, requested.at);
            return rendered(view, () -> text.view(view));
        }
        if (requested.diff != null) {
            var diff = past().diff(cartId, requested.diff.from, requested.diff.to);
            return rendered(diff, () -> text.diff(diff));
        }
        var bisection = past().bisect(cartId, requested.bisect == null ? "" : requested.bisect);
        return rendered(bisection, () -> text.bisectionResult(bisection));
    }

    private String rendered(Object answer, Supplier<String> asText) {
        return isJson ? json.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n" : asText.get();
    }

    private int fail(int exitCode, @Nullable String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
        return exitCode;
    }

    static final class CartIds implements ITypeConverter<CartId> {
        @Override
        public CartId convert(String text) {
            try {
                return CartId.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' " + e.getMessage());
            }
        }
    }

    static final class Instants implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is not an instant such as 2026-11-24T12:00:00Z");
            }
        }
    }

    static final class Ranges implements ITypeConverter<Range> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

        @Override
        public Range convert(String text) {
            var range = FORM.matcher(text);
            if (!range.matches()) {
                throw new TypeConversionException("'" + text + "' is not two versions such as 3..7");
            }
            return new Range(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
        }
    }
}
