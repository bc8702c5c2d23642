package io.eventcart.platform.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.EventcartApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("The command line, without a store being opened,")
@ExtendWith(OutputCaptureExtension.class)
@Isolated("its output is what the whole JVM prints")
class CommandLineModeTest {
    private static final String CART = "cfd61bd8-0acf-3fc5-8a04-e6d482634f4c";

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

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "version"})
    @DisplayName("says its version where no command is named")
    void saysVersion(String version, CapturedOutput output) {
        assertThat(run(version)).isZero();
        assertThat(output.getOut()).startsWith("eventcart ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version 5", "--version=5"})
    @DisplayName("takes a version behind a command for the command's, and tells where no store is")
    void leavesVersionToCommand(String version, CapturedOutput output) {
        assertThat(run("log " + CART + " " + version)).isEqualTo(1);
        assertThat(output.getOut()).isEmpty();
        assertThat(output.getErr()).startsWith("There is no store in ").endsWith("--cart.data-dir=FOLDER.\n")
                .hasLineCount(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            imprt                      | Unmatched argument at index 0: 'imprt'. Did you mean import? eventcart --help
            lag                        | Unmatched argument at index 0: 'lag'. Did you mean log? eventcart --help
            xyzzy                      | Unmatched argument at index 0: 'xyzzy'. eventcart --help tells how.
            log                        | Missing required parameter: 'CART'. eventcart log --help tells how.
            log CART --versoin 5       | Did you mean --version?
            log CART --verbose         | Unknown option: '--verbose'. eventcart log --help tells how.
            log CART -n many           | 'many'
            log CART --version x       | 'x'
            keys                       | Missing required subcommand. eventcart keys --help tells how.
            keys rotate                | Did you mean
            audit                      | Missing required subcommand. eventcart audit --help tells how.
            audit --version            | Unknown option: '--version'. eventcart audit --help tells how.
            audit verify --key no.pem  | no.pem is no file with an Ed25519 public key in PEM. eventcart audit verify --help
            audit verify --seals no    | no can't be read. eventcart audit verify --help
            import                     | Missing required parameter: 'FILE'. eventcart import --help
            import missing.csv         | missing.csv: there is no such file.
            import --currency EURO x   | 'EURO' is not an ISO 4217 code such as EUR. eventcart import --help
            import-events missing      | missing can't be read. Name a file that export has written.
            export                     | Missing required parameter: 'FILE'. eventcart export --help
            migrate --from here --to x | eventcart migrate --help
            projections --server.port=x| --server.port=x is no port.
            """)
    @DisplayName("says in a sentence what is wrong with a call, and how it is right, and starts nothing")
    void turnsDown(String line, String sentence, CapturedOutput output) {
        assertThat(run(line.replace("CART", CART))).isEqualTo(2);
        assertThat(output.getErr()).contains(sentence).doesNotContain("Exception", "\tat ").hasLineCount(1);
        assertThat(output.getOut()).isEmpty();
    }

    @Test
    @DisplayName("means only what is near with a suggestion")
    void suggestsNear(CapturedOutput output) {
        run("xyzzy");
        run("log " + CART + " --verbose");
        assertThat(output.getErr()).doesNotContain("Did you mean");
    }

    private int run(String line) {
        var data = folder.resolve("data");
        var exit = CommandLineMode.run(EventcartApplication.class,
                (line + " --cart.data-dir=" + data).split(" "));
        assertThat(data).doesNotExist();
        return exit;
    }
}
