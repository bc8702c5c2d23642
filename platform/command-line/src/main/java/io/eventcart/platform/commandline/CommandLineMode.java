package io.eventcart.platform.commandline;

import io.eventcart.platform.sliceapi.CheckedFirst;
import io.eventcart.platform.sliceapi.RunningServer;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.StoreOnly;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * {@code java -jar eventcart.jar COMMAND …}. Every class with picocli's {@link Command} is a command.
 *
 * <p>Its arguments are checked before anything starts. Then
 * <ul>
 * <li>a {@link StoreOnly} command gets the store and its readers or, if a server uses the data directory, that server;
 * <li>another {@link Component} runs within the app;
 * <li>all others run as the only bean of a context with the switches and without a store. They call a running server, or open
 * stores themselves.
 * </ul>
 *
 * <p>Only data goes to the standard output. Options with a dot in their name are switches of the app, such as {@code
 * --cart.data-dir=FOLDER}; all others are the command's.
 */
public final class CommandLineMode {
    private static final Pattern SWITCH = Pattern.compile("--[a-z][a-z0-9-]*\\..*");
    private static final Pattern HELP = Pattern.compile("-h|--help|help");
    private static final Pattern VERSION = Pattern.compile("-V|--version|version");
    private static final String TRACE = "--stacktrace";

    @Command(name = "eventcart", description = "A shopping cart whose only truth is its history. Without a command it "
            + "starts the server.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true, footer = {
                    "", "Every command takes the app's switches, such as --cart.data-dir=FOLDER, and",
                    "  --cart.wait-for-store=10s  how long it waits for an Axon Server or PostgreSQL",
                    "  --stacktrace               shows where it failed, if it fails"})
    private static final class Eventcart {}

    private final Class<?> application;
    private final String[] switches;
    private final String[] arguments;
    private final PrintWriter out;
    private final Failures failures;

    private CommandLineMode(Class<?> application, String[] args, PrintStream out) {
        this.application = application;
        this.switches = matching(args, SWITCH.asMatchPredicate());
        this.arguments = matching(args, SWITCH.asMatchPredicate().or(TRACE::equals).negate());
        this.out = new PrintWriter(out, true, outputEncoding());
        this.failures = new Failures(new PrintWriter(System.err, true, outputEncoding()),
                Arrays.asList(args).contains(TRACE));
    }

    private static Charset outputEncoding() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
    }

    public static boolean isRequested(String[] args) {
        var arguments = matching(args, SWITCH.asMatchPredicate().negate());
        return arguments.length > 0 && (!arguments[0].startsWith("-") || Arrays.stream(arguments)
                .anyMatch(HELP.asMatchPredicate().or(VERSION.asMatchPredicate())));
    }

    /** @return the exit code: 0 done, 1 failed, 2 called wrongly */
    public static int run(Class<?> application, String[] args) {
        var out = System.out;
        System.setOut(System.err); // Other output, such as a log, is not part of the answer.
        try {
            return new CommandLineMode(application, args, out).run();
        } finally {
            System.setOut(out);
        }
    }

    private int run() {
        if (VERSION.matcher(arguments[0]).matches()) {
            out.println("eventcart " + Objects.requireNonNullElse(
                    application.getPackage().getImplementationVersion(), "development"));
            return CommandLine.ExitCode.OK;
        }
        var commands = commands();
        var line = commandLineWithoutBeans(commands);
        try {
            var parsed = line.parseArgs(arguments);
            var command = commands.get(arguments[0]);
            if (command == null || !isToBeRun(parsed)) {
                return line.execute(arguments);
            }
            if (parsed.subcommand().commandSpec().userObject() instanceof CheckedFirst checked) {
                checked.check();
            }
            return run(command);
        } catch (ParameterException e) {
            return failures.report(e, arguments);
        } catch (RuntimeException e) {
            return failures.report(e);
        }
    }

    /** @return whether there is something to run: neither help, nor a command that only groups subcommands */
    private static boolean isToBeRun(ParseResult parsed) {
        var all = parsed.asCommandLineList();
        var last = all.getLast().getCommandSpec();
        return all.stream().noneMatch(CommandLine::isUsageHelpRequested) && !last.helpCommand()
                && (last.userObject() instanceof Runnable || last.userObject() instanceof Callable
                        || last.userObject() instanceof Method);
    }

    private int run(Class<?> command) {
        try (var context = start(command)) {
            return configured(new CommandLine(new Eventcart()).addSubcommand(context.getBean(command)))
                    .execute(arguments);
        }
    }

    private ConfigurableApplicationContext start(Class<?> command) {
        var isStoreOnly = command.isAnnotationPresent(StoreOnly.class);
        var isInApp = command.isAnnotationPresent(Component.class) && !isStoreOnly;
        return new SpringApplicationBuilder(isStoreOnly ? StoreAlone.class : isInApp ? application : command)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .lazyInitialization(isStoreOnly)
                .initializers(isStoreOnly ? CommandLineMode::findStore : context -> {})
                .properties(Map.of(
                        "logging.level.root", "warn",
                        // They would repeat what Failures prints.
                        "logging.level.org.springframework.boot.SpringApplication", "off",
                        "logging.level.org.springframework.boot.diagnostics", "off",
                        "logging.level.org.springframework.context.annotation.AnnotationConfigApplicationContext",
                        "off",
                        "cart.wait-for-store", "10s",
                        // A command is acknowledged at its end, not event by event, so everything is written at the end. Until then
                        // H2 writes only when its memory is full, between two transactions (LimitedWriters).
                        "cart.h2.write-delay", "3600000"))
                .run(switches);
    }

    /** Uses a server that has the data directory. Fails, instead of making a store, if there is none. */
    private static void findStore(ConfigurableApplicationContext context) {
        Environment switches = context.getEnvironment();
        var dataDir = Path.of(switches.getRequiredProperty("cart.data-dir")).toAbsolutePath().normalize();
        if (ServerAddress.of(dataDir).isPresent()) {
            context.getBeanFactory().registerSingleton(RunningServer.class.getName(), new ServerOverHttp(switches));
        } else if (!switches.acceptsProfiles(Profiles.of("postgres"))
                && Files.notExists(dataDir.resolve("eventcart.mv.db"))) {
            throw new StartFault("There is no store in " + dataDir + ".",
                    "Name the folder that has one with --cart.data-dir=FOLDER.");
        }
    }

    private Map<String, Class<?>> commands() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Command.class));
        return scanner.findCandidateComponents(application.getPackageName().replaceFirst("\\.[^.]*$", "")).stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(found.getBeanClassName() + "", null))
                .filter(type -> !type.isMemberClass())
                .collect(Collectors.toMap(type -> type.getAnnotation(Command.class).name(), type -> type,
                        (one, other) -> one, TreeMap::new));
    }

    /** For help and argument checks no beans are needed. */
    private CommandLine commandLineWithoutBeans(Map<String, Class<?>> commands) {
        var objenesis = new SpringObjenesis();
        var line = new CommandLine(new Eventcart(), new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return commands.containsValue(type)
                        ? objenesis.newInstance(type)
                        : CommandLine.defaultFactory().create(type);
            }
        });
        commands.values().forEach(line::addSubcommand);
        return configured(line);
    }

    private CommandLine configured(CommandLine line) {
        line.getSubcommands().values().forEach(command -> removeVersionOption(command.getCommandSpec()));
        return line.setOut(out).setErr(failures.err())
                .setParameterExceptionHandler(failures::report)
                .setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
    }

    /** Removes the standard option, since {@code log CART --version 5} means the cart's version. */
    private static void removeVersionOption(CommandSpec command) {
        var standard = command.findOption("-V");
        // picocli needs both standard options if a method is the command.
        if (standard != null && !(command.userObject() instanceof Method)) {
            command.remove(standard);
        }
        command.subcommands().values().forEach(inner -> removeVersionOption(inner.getCommandSpec()));
    }

    private static String[] matching(String[] args, Predicate<String> wanted) {
        return Arrays.stream(args).filter(wanted).toArray(String[]::new);
    }
}
