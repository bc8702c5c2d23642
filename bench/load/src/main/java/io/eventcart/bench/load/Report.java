package io.eventcart.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of all rounds.
 *
 * @param commit of the source that was measured
 * @param rounds by app, in the order of the rounds; the first app is what the others are compared with
 */
record Report(Instant date, String commit, boolean quick, Machine machine,
        Map<String, List<Map<Metric, Double>>> rounds) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Report of(String commit, boolean quick, Machine machine, Map<String, List<Map<Metric, Double>>> rounds) {
        return new Report(Instant.now().truncatedTo(ChronoUnit.SECONDS), commit, quick, machine, rounds);
    }

    /** Writes {@code DATE-MACHINE.json} and {@code .md}. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var name = MINUTE.format(date) + "-" + machine.name() + (quick ? "-quick" : "");
        var json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(folder.resolve(name + ".json"), json.writeValueAsString(this) + "\n");
        Files.writeString(folder.resolve(name + ".md"), markdown());
    }

    String markdown() {
        var apps = List.copyOf(rounds.keySet());
        var lines = new ArrayList<String>();
        lines.add("# Eventcart beside an update-in-place cart");
        lines.add("");
        lines.add(String.format(Locale.ROOT,
                "%s, commit %s, %d round%s of each%s. %d cores, %s, %d GiB, %s, Java %s, load before %.2f.",
                DateTimeFormatter.ISO_INSTANT.format(date), commit, roundCount(), roundCount() == 1 ? "" : "s",
                quick ? " (--quick: rough)" : "", machine.cores(), machine.cpu(), machine.memoryGib(),
                machine.kernel(), machine.java(), machine.loadBefore()));
        lines.add("Each figure is the mean of its rounds, in brackets their range; a ratio is Eventcart / CRUD.");
        lines.add("");
        lines.add("| | " + apps.getFirst() + apps.stream().skip(1).map(app -> " | " + app + " | ratio")
                .collect(Collectors.joining()) + " |");
        lines.add("|---|" + "---:|".repeat(2 * apps.size() - 1));
        for (var metric : Metric.values()) {
            lines.add(row(metric, apps));
        }
        return String.join("\n", lines) + "\n";
    }

    private String row(Metric metric, List<String> apps) {
        var cells = new ArrayList<String>();
        cells.add(metric.label() + ", " + metric.unit());
        var first = mean(apps.getFirst(), metric);
        for (var app : apps) {
            cells.add(cell(app, metric));
            if (!app.equals(apps.getFirst())) {
                cells.add(first == 0 ? "" : String.format(Locale.ROOT, "%.2f", mean(app, metric) / first));
            }
        }
        return "| " + String.join(" | ", cells) + " |";
    }

    private String cell(String app, Metric metric) {
        var range = of(app).stream().mapToDouble(figures -> figure(figures, metric)).summaryStatistics();
        var form = "%,." + metric.decimals() + "f";
        var mean = String.format(Locale.ROOT, form, range.getAverage());
        return range.getCount() == 1
                ? mean
                : mean + String.format(Locale.ROOT, " (" + form + " to " + form + ")", range.getMin(), range.getMax());
    }

    private double mean(String app, Metric metric) {
        return of(app).stream().mapToDouble(figures -> figure(figures, metric)).average().orElseThrow();
    }

    private int roundCount() {
        return rounds.values().iterator().next().size();
    }

    private List<Map<Metric, Double>> of(String app) {
        return rounds.getOrDefault(app, List.of());
    }

    private static double figure(Map<Metric, Double> figures, Metric metric) {
        return figures.getOrDefault(metric, Double.NaN);
    }
}
