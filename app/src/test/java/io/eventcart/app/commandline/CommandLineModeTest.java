package io.eventcart.app.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.EventcartApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("The command line, without a store being opened,")
@ExtendWith(OutputCaptureExtension.class)
@Isolated("its output is what the whole JVM prints")
class CommandLineModeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    @DisplayName("lists every command")
    void listsAll(String help, CapturedOutput output) {
        assertThat(run(help)).isZero();
        assertThat(output.getOut()).contains("import ", "log ", "audit ", "keys ", "projections ", "dead-letters ",
                "migrate ", "export ", "import-events ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import --help", "help import", "audit verify -h", "keys rotate-master --help"})
    @DisplayName("explains one")
    void explainsOne(String help, CapturedOutput output) {
        assertThat(run(help)).isZero();
        assertThat(output.getOut()).startsWith("Usage: eventcart " + help.replaceAll(" ?(-h|--help|help) ?", ""));
    }

    @Test
    @DisplayName("says its version")
    void saysVersion(CapturedOutput output) {
        assertThat(run("--version")).isZero();
        assertThat(output.getOut()).startsWith("eventcart ");
    }

    @Test
    @DisplayName("turns down what it does not know, and names what there is")
    void turnsDown(CapturedOutput output) {
        assertThat(run("imprt")).isEqualTo(2);
        assertThat(output.getErr()).contains("imprt").contains("import ");
    }

    private int run(String line) {
        var data = folder.resolve("data");
        var exit = CommandLineMode.run(EventcartApplication.class,
                (line + " --cart.data-dir=" + data).split(" "));
        assertThat(data).doesNotExist();
        return exit;
    }
}
