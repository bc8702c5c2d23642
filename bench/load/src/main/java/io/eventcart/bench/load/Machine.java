package io.eventcart.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the figures were measured on, without a name that tells whose machine it is.
 *
 * @param loadBefore the load average of the minute before: what others had the machine do
 */
record Machine(int cores, long memoryGib, String cpu, String kernel, String java, double loadBefore) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static Machine facts() throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / (1024.0 * 1024 * 1024)), processor(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor.version") + " (" + System.getProperty("java.runtime.version") + ")",
                Math.round(100 * system.getSystemLoadAverage()) / 100.0);
    }

    /** @return such as {@code 2-cores-24-gib}: names a kind of machine, not a machine */
    String name() {
        return String.format(Locale.ROOT, "%d-cores-%d-gib", cores, memoryGib);
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
