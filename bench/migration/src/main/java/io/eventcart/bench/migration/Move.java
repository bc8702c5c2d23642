package io.eventcart.bench.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One run of a command.
 *
 * @param eventsASecond as it has said itself
 * @param residentKib of its process, every so often; empty where the system does not tell
 */
record Move(String eventsASecond, List<Long> residentKib) {
    private static final Pattern RATE = Pattern.compile("events copied .*, ([0-9,]+) a second");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int BETWEEN_LOOKS_MILLIS = 250;
    private static final long KIB = 1024;

    static Move run(List<String> command, Path log) throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var endWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithUs);
        var resident = new ArrayList<Long>();
        while (!process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
            look(process.pid(), resident);
        }
        Runtime.getRuntime().removeShutdownHook(endWithUs);
        var rate = RATE.matcher(Files.readString(log));
        if (process.exitValue() != 0 || !rate.find()) {
            throw new IOException("The move has failed:\n" + Files.readString(log));
        }
        return new Move(rate.group(1), resident);
    }

    private static void look(long pid, List<Long> resident) {
        try {
            var found = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            if (found.find()) {
                resident.add(Long.parseLong(found.group(1)));
            }
        } catch (IOException e) {
            // It has ended, or this is no Linux.
        }
    }

    /**
     * @param half of its time, 0 or 1
     * @return its largest size then; 0 if that is not known
     */
    long residentMib(int half) {
        var middle = residentKib.size() / 2;
        return residentKib.subList(half * middle, half == 0 ? middle : residentKib.size()).stream()
                .mapToLong(Long::longValue).max().orElse(0) / KIB;
    }
}
