package io.eventcart;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class LauncherTest {
    @Test
    void the_app_begins_with_little_memory_unless_its_caller_says_otherwise() {
        var command = Launcher.command(Path.of("/opt/java"), new String[]{"--server.port=0"});

        assertThat(command).startsWith("/opt/java/bin/java").endsWith("--server.port=0")
                .containsSubsequence("-Xms32m", "-XX:G1PeriodicGCInterval=60000", "-jar");
        assertThat(command.indexOf("-Xms32m")).as("of two options for the same the JVM takes the last")
                .isLessThan(command.indexOf(ManagementFactory.getRuntimeMXBean().getInputArguments().getFirst()));
    }
}
