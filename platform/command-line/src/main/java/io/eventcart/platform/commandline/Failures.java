package io.eventcart.platform.commandline;

import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints why a command failed: a sentence with the fault, and one with the remedy.
 *
 * @param withTrace whether to print the stack trace
 */
record Failures(PrintWriter err, boolean withTrace) {
    private static final int FAILED = 1;
    private static final int MAX_TYPING_ERRORS = 2;

    /** @return the exit code */
    int report(Throwable failure) {
        print(failure, text(failure));
        return causes(failure).anyMatch(cause -> cause instanceof CommandFault)
                ? causes(failure).filter(CommandFault.class::isInstance).map(CommandFault.class::cast).findFirst()
                        .orElseThrow().exitCode()
                : FAILED;
    }

    /** @return the exit code of a command that was called wrongly */
    int report(ParameterException failure, String[] arguments) {
        var line = failure.getCommandLine();
        var similarNames = failure instanceof UnmatchedArgumentException unmatched
                ? similarNames(unmatched, line)
                : List.<String>of();
        print(failure, sentence(Objects.requireNonNullElse(failure.getMessage(), failure.toString()))
                + (similarNames.isEmpty() ? "" : " Did you mean " + String.join(" or ", similarNames) + "?") + " "
                + line.getCommandSpec().qualifiedName() + " --help tells how.");
        return CommandLine.ExitCode.USAGE;
    }

    private void print(Throwable failure, String text) {
        err.println(text);
        if (withTrace) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    private static String text(Throwable failure) {
        return causes(failure).map(Failures::known).filter(text -> !text.isEmpty()).findFirst()
                .or(() -> analyzed(failure))
                .orElseGet(() -> {
                    var root = causes(failure).reduce((outer, inner) -> inner).orElseThrow();
                    return sentence("It failed: "
                            + Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName()))
                            + " --stacktrace shows where.";
                });
    }

    private static String known(Throwable cause) {
        return switch (cause) {
            case CommandFault fault -> String.valueOf(fault.getMessage());
            case StartFault fault -> fault.getMessage() + " " + fault.remedy();
            case StoreUnavailable fault -> sentence("The store can't be reached: " + fault.getMessage())
                    + " See that it runs.";
            case UnboundConfigurationPropertiesException fault -> fault.getUnboundProperties().stream()
                    .map(property -> "--" + property.getName()).collect(Collectors.joining(", "))
                    + " is no switch of this app. docs/reference.md lists them.";
            default -> "";
        };
    }

    /** The description and action of Spring Boot's failure analyzers. */
    private static Optional<String> analyzed(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, cause) -> {})).stream()
                .map(analyzer -> analyzer.analyze(failure)).filter(Objects::nonNull).findFirst()
                .map(analysis -> (sentence(analysis.getDescription()) + " "
                        + Objects.requireNonNullElse(analysis.getAction(), "")).replaceAll("\\s+", " ").strip());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static String sentence(String text) {
        return text.strip().replaceFirst("[.:]?$", ".");
    }

    /** The names similar to the typed one; picocli suggests some even if nothing is similar. */
    private static List<String> similarNames(UnmatchedArgumentException failure, CommandLine line) {
        var typed = failure.getUnmatched().getFirst().replaceFirst("=.*", "");
        var known = typed.startsWith("-")
                ? line.getCommandSpec().optionsMap().keySet()
                : line.getSubcommands().keySet();
        return known.stream().filter(name -> isBeginning(typed, name)
                || distance(typed, name) <= Math.min(MAX_TYPING_ERRORS, name.length() / 2))
                .sorted().toList();
    }

    private static boolean isBeginning(String typed, String name) {
        return typed.length() > MAX_TYPING_ERRORS && name.startsWith(typed);
    }

    /** @return the Levenshtein distance */
    private static int distance(String one, String other) {
        var costs = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            costs[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var diagonal = costs[0];
            costs[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var above = costs[j];
                var replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                costs[j] = Math.min(replaced, Math.min(above, costs[j - 1]) + 1);
                diagonal = above;
            }
        }
        return costs[other.length()];
    }
}
