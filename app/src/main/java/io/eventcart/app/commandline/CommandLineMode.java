package io.eventcart.app.commandline;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * {@code java -jar eventcart.jar COMMAND …}: every class that bears picocli's {@link Command} is one.
 *
 * <p>One that is a {@link Component} runs within the app, with its stores open. Any other is the only bean of a context that
 * has the switches in its environment and no store: those that talk to a running server, or open stores in their own way.
 *
 * <p>Options with a dot in their name are switches of the app, such as {@code --cart.data-dir=FOLDER}; all others are the
 * command's.
 */
public final class CommandLineMode {
    private static final Pattern SWITCH = Pattern.compile("--[a-z][a-z0-9-]*\\..*");
    private static final Pattern HELP = Pattern.compile("-h|--help|help");
    private static final Pattern VERSION = Pattern.compile("-V|--version");
    private static final int FAILED = 1;

    @Command(name = "eventcart", description = "A shopping cart whose only truth is its history. Without a command it "
            + "starts the server.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true)
    private static final class Eventcart {}

    private CommandLineMode() {}

    public static boolean isAskedFor(String[] args) {
        return args.length > 0 && (!args[0].startsWith("-") || isIn(args, HELP) || isIn(args, VERSION));
    }

    /** @return the exit code: 0 done, 1 failed, 2 called wrongly */
    public static int run(Class<?> application, String[] args) {
        var own = matching(args, SWITCH.asMatchPredicate().negate());
        if (isIn(own, VERSION)) {
            System.out.println("eventcart " + Objects.requireNonNullElse(
                    application.getPackage().getImplementationVersion(), "development"));
            return CommandLine.ExitCode.OK;
        }
        var commands = commands(application);
        var command = commands.get(args[0]);
        if (command == null || isIn(own, HELP)) {
            return withoutBeans(commands).execute(own);
        }
        try (var context = new SpringApplicationBuilder(
                command.isAnnotationPresent(Component.class) ? application : command)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(Map.of(
                        "logging.level.root", "warn",
                        // What a command does is acknowledged by its end, not event by event; the end writes it all. Until
                        // then H2 writes only when its memory is full, and that between two transactions (LimitedWriters).
                        "cart.h2.write-delay", "3600000"))
                .run(matching(args, SWITCH.asMatchPredicate()))) {
            return new CommandLine(new Eventcart()).addSubcommand(context.getBean(command)).execute(own);
        } catch (RuntimeException e) {
            return FAILED; // Spring Boot has said why.
        }
    }

    private static Map<String, Class<?>> commands(Class<?> application) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Command.class));
        return scanner.findCandidateComponents(application.getPackageName().replaceFirst("\\.[^.]*$", "")).stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(found.getBeanClassName() + "", null))
                .filter(type -> !type.isMemberClass())
                .collect(Collectors.toMap(type -> type.getAnnotation(Command.class).name(), type -> type,
                        (one, other) -> one, TreeMap::new));
    }

    /** To explain them all there is no need to open a store, which another process may hold. */
    private static CommandLine withoutBeans(Map<String, Class<?>> commands) {
        var unmade = new SpringObjenesis();
        var line = new CommandLine(new Eventcart(), new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return commands.containsValue(type)
                        ? unmade.newInstance(type)
                        : CommandLine.defaultFactory().create(type);
            }
        });
        commands.values().forEach(line::addSubcommand);
        return line;
    }

    private static boolean isIn(String[] args, Pattern wanted) {
        return matching(args, wanted.asMatchPredicate()).length > 0;
    }

    private static String[] matching(String[] args, Predicate<String> wanted) {
        return Arrays.stream(args).filter(wanted).toArray(String[]::new);
    }
}
