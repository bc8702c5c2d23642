package io.eventcart.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a long clickstream out of short ones, and imports it; once a tenth of it, to tell whether memory grows with the file. */
@Command(name = "import", mixinStandardHelpOptions = true, description = "How fast a clickstream is imported, and in how "
        + "much memory.")
final class ImportSpeed implements Callable<Integer> {
    private static final int USER = 4;
    private static final int SESSION = 5;
    private static final String PEAK = "VmHWM:";
    private static final int LOOK_AGAIN_MILLIS = 500;

    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For the file and the databases.")
    private Path work = Path.of("");
    @Option(names = "--lines", defaultValue = "1000000", description = "How long the file is.")
    private int lines;
    @Option(names = "--heap", defaultValue = "256m", description = "The most that Java may take for its heap.")
    private String heap = "";
    @Parameters(arity = "1..*", paramLabel = "SAMPLE", description = "Short files of the format. Each copy has other "
            + "people and other sessions in it.")
    private List<Path> samples = List.of();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ImportSpeed()).execute(args));
    }

    /** @param peakMib of the whole process, as the system counts it; 0 where it does not say */
    private record Run(int lines, double seconds, long peakMib) {}

    @Override
    public Integer call() throws Exception {
        work = Files.createDirectories(work).toRealPath();
        var runs = new ArrayList<Run>();
        for (var length : List.of(lines / 10, lines)) {
            runs.add(run(write(length), length));
        }
        System.out.printf("%n| lines | seconds | lines a second | peak memory of the process, MiB (heap %s) |%n", heap);
        System.out.println("|---:|---:|---:|---:|");
        runs.forEach(run -> System.out.printf(Locale.ROOT, "| %,d | %.1f | %,.0f | %d |%n", run.lines(),
                run.seconds(), run.lines() / run.seconds(), run.peakMib()));
        return CommandLine.ExitCode.OK;
    }

    private Path write(int length) throws IOException {
        var file = work.resolve("clickstream-" + length + ".csv");
        var header = "";
        var clicks = new ArrayList<String[]>();
        for (var sample : samples) {
            var all = Files.readAllLines(sample);
            header = all.getFirst();
            all.stream().skip(1).map(line -> line.split(",", -1)).forEach(clicks::add);
        }
        try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println(header);
            for (var n = 0; n < length; n++) {
                out.println(String.join(",", otherPeople(clicks.get(n % clicks.size()), n / clicks.size())));
            }
        }
        return file;
    }

    private static String[] otherPeople(String[] click, int copy) {
        var other = click.clone();
        other[USER] = click[USER] + copy;
        other[SESSION] = UUID.nameUUIDFromBytes((click[SESSION] + copy).getBytes(StandardCharsets.UTF_8)).toString();
        return other;
    }

    private Run run(Path file, int length) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-jar", eventcart.toString(), "import", file.toString(),
                "--cart.data-dir=" + work.resolve("imported-" + length)).inheritIO().start();
        var endWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithUs);
        var peak = 0L;
        while (!process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakMib(process.pid()));
        }
        Runtime.getRuntime().removeShutdownHook(endWithUs);
        if (process.exitValue() != 0) {
            throw new IOException("the import of " + file + " has failed");
        }
        return new Run(length, (System.nanoTime() - begin) / 1e9, peak);
    }

    private static long peakMib(long process) {
        try (var facts = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return facts.filter(fact -> fact.startsWith(PEAK)).findFirst()
                    .map(fact -> Long.parseLong(fact.replaceAll("[^0-9]", "")) / 1024).orElse(0L);
        } catch (IOException | RuntimeException noSuchFile) {
            return 0;
        }
    }
}
