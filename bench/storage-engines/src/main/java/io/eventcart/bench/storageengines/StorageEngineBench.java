package io.eventcart.bench.storageengines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Appends events in transactions of one, and loads a long stream, by either engine in turn. */
@Command(name = "storage-engines", mixinStandardHelpOptions = true, description = "Axon's JPA event storage engine "
        + "beside its JDBC one, each on an H2 file with WRITE_DELAY=0.")
final class StorageEngineBench implements Callable<Integer> {
    private static final int MANY = 16;
    private static final int EVENTS_OF_A_CART = 20;
    private static final int LONG_STREAM = 2_000;
    private static final int LOADS = 20;

    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For the databases.")
    private Path work = Path.of("");
    @Option(names = "--rounds", defaultValue = "3", description = "In each of which both engines have their turn.")
    private int rounds;
    @Option(names = "--seconds", defaultValue = "4", description = "For each figure.")
    private int seconds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new StorageEngineBench()).execute(args));
    }

    /** As large as the event that carts have most of. */
    record StoredItem(String cartId, String productId, String name, int quantity, Price unitPrice) {}

    /** Money as it is stored. */
    record Price(String amount, String currency) {}

    /** Of one engine in one round. */
    private record Figures(double appendedBy1, double appendedBy16, double loadMillis) {}

    @Override
    public Integer call() throws Exception {
        var jpa = new ArrayList<Figures>();
        var jdbc = new ArrayList<Figures>();
        // The first round warms both up and is not counted.
        for (var round = 0; round <= rounds; round++) {
            var folder = Files.createDirectories(work.resolve("round-" + round));
            try (var engine = Engine.jpa(folder)) {
                jpa.add(measure(engine));
            }
            try (var engine = Engine.jdbc(folder)) {
                jdbc.add(measure(engine));
            }
        }
        print(jpa.subList(1, jpa.size()), jdbc.subList(1, jdbc.size()));
        return CommandLine.ExitCode.OK;
    }

    private Figures measure(Engine engine) throws InterruptedException, ExecutionException {
        append(engine, 1);
        var by1 = append(engine, 1);
        var by16 = append(engine, MANY);
        return new Figures(by1, by16, load(engine));
    }

    /** @return events a second */
    private double append(Engine engine, int threads) throws InterruptedException, ExecutionException {
        var begin = System.nanoTime();
        var end = begin + seconds * 1_000_000_000L;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            Callable<Long> writer = () -> fillCarts(engine, end);
            var appended = 0L;
            for (var share : pool.invokeAll(IntStream.range(0, threads).mapToObj(n -> writer).toList())) {
                appended += share.get();
            }
            return appended * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static long fillCarts(Engine engine, long end) {
        var appended = 0L;
        var cart = "";
        while (System.nanoTime() < end) {
            if (appended % EVENTS_OF_A_CART == 0) {
                cart = UUID.randomUUID().toString();
            }
            append(engine, cart, (int) (appended % EVENTS_OF_A_CART));
            appended++;
        }
        return appended;
    }

    private static void append(Engine engine, String cart, int sequenceNumber) {
        engine.transactions().executeInTransaction(() -> engine.storage().appendEvents(event(cart, sequenceNumber)));
    }

    private static DomainEventMessage<?> event(String cart, int sequenceNumber) {
        var id = UUID.randomUUID().toString();
        return new GenericDomainEventMessage<>("cart", cart, sequenceNumber,
                new StoredItem(cart, "coffee-espresso-250", "Espresso beans, 250 g", 1, new Price("7.90", "EUR")),
                MetaData.from(Map.of("actor", "shopper:" + cart, "command", "AddItem", "correlationId", id,
                        "causationId", id)));
    }

    /** @return milliseconds, the median: reads the rows and makes objects of them */
    private static double load(Engine engine) {
        var cart = UUID.randomUUID().toString();
        for (var n = 0; n < LONG_STREAM; n++) {
            append(engine, cart, n);
        }
        var nanos = new long[LOADS];
        for (var i = 0; i < LOADS; i++) {
            var begin = System.nanoTime();
            var pieces = engine.storage().readEvents(cart).asStream()
                    .mapToInt(event -> ((StoredItem) event.getPayload()).quantity()).sum();
            nanos[i] = System.nanoTime() - begin;
            if (pieces != LONG_STREAM) {
                throw new IllegalStateException(engine.name() + " has loaded " + pieces + " events");
            }
        }
        Arrays.sort(nanos);
        return nanos[LOADS / 2] / 1e6;
    }

    private static void print(List<Figures> jpa, List<Figures> jdbc) {
        System.out.println("| | JPA | JDBC | JDBC / JPA |");
        System.out.println("|---|---:|---:|---:|");
        print("events appended a second, 1 writer", 0, jpa, jdbc, Figures::appendedBy1);
        print("events appended a second, 16 writers", 0, jpa, jdbc, Figures::appendedBy16);
        print("load of a stream of 2,000 events, ms", 1, jpa, jdbc, Figures::loadMillis);
    }

    private static void print(String what, int decimals, List<Figures> jpa, List<Figures> jdbc,
            ToDoubleFunction<Figures> figure) {
        var form = "%,." + decimals + "f";
        System.out.printf(Locale.ROOT, "| %s | %s | %s | %.2f |%n", what, cell(form, jpa, figure),
                cell(form, jdbc, figure),
                range(jdbc, figure).getAverage() / range(jpa, figure).getAverage());
    }

    private static String cell(String form, List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        var range = range(rounds, figure);
        return String.format(Locale.ROOT, form + " (" + form + " to " + form + ")", range.getAverage(),
                range.getMin(), range.getMax());
    }

    private static DoubleSummaryStatistics range(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return rounds.stream().mapToDouble(figure).summaryStatistics();
    }
}
