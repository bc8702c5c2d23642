package io.eventcart.app.commandline;

import io.eventcart.app.moving.ExportCommand;
import io.eventcart.app.moving.ImportEventsCommand;
import io.eventcart.app.moving.MigrateCommand;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * {@code java -jar eventcart.jar COMMAND …}: every bean that bears picocli's {@link Command} is one. It runs within the app,
 * with its stores open; those in {@link #WITHOUT_THE_APP} do not.
 *
 * <p>Options with a dot in their name are switches of the app, such as {@code --cart.data-dir=FOLDER}; all others are the
 * command's.
 */
public final class CommandLineMode {
    private static final Pattern SWITCH = Pattern.compile("--[a-z][a-z0-9-]*\\..*");
    private static final Set<String> HELP = Set.of("--help", "-h");
    private static final int FAILED = 1;
    /**
     * Commands that must not open the stores as the app does, such as those that talk to a running server: by name, each the
     * only bean of a context of its own, which has the switches in its environment.
     */
    private static final Map<String, Class<?>> WITHOUT_THE_APP = Map.of(
            "projections", ProjectionsCommand.class,
            "dead-letters", DeadLettersCommand.class,
            "migrate", MigrateCommand.class,
            "export", ExportCommand.class,
            "import-events", ImportEventsCommand.class);

    @Command(name = "eventcart", description = "A shopping cart whose only truth is its history. Without a command it "
            + "starts the server.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND")
    private static final class Eventcart {}

    private CommandLineMode() {}

    public static boolean isAskedFor(String[] args) {
        return args.length > 0 && (!args[0].startsWith("-") || HELP.contains(args[0]));
    }

    /** @return the exit code: 0 done, 1 failed, 2 called wrongly */
    public static int run(Class<?> application, String[] args) {
        try (var context = new SpringApplicationBuilder(
                WITHOUT_THE_APP.getOrDefault(args[0], application))
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(Map.of(
                        "logging.level.root", "warn",
                        // What a command does is acknowledged by its end, not event by event; the end writes it all. Until
                        // then H2 writes only when its memory is full, and that between two transactions (OneWriter).
                        "cart.h2.write-delay", "3600000"))
                .run(matching(args, SWITCH.asMatchPredicate()))) {
            return commandLine(context).execute(matching(args, SWITCH.asMatchPredicate().negate()));
        } catch (RuntimeException e) {
            return FAILED; // Spring Boot has said why.
        }
    }

    private static CommandLine commandLine(ApplicationContext context) {
        var commands = new CommandLine(new Eventcart());
        var beans = context.getBeansWithAnnotation(Command.class).values();
        beans.forEach(commands::addSubcommand);
        WITHOUT_THE_APP.values().stream().filter(type -> beans.stream().noneMatch(type::isInstance))
                .map(context.getAutowireCapableBeanFactory()::createBean).forEach(commands::addSubcommand);
        return commands;
    }

    private static String[] matching(String[] args, Predicate<String> wanted) {
        return Arrays.stream(args).filter(wanted).toArray(String[]::new);
    }
}
