package io.eventcart.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.SendsCommand;
import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The boundaries of the house. A failure says what to do instead. */
@AnalyzeClasses(packages = "io.eventcart", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.eventcart.";
    private static final String KERNEL = "sharedkernel";
    private static final String SLICE_API = ROOT + "platform.sliceapi";
    /** Slices that are made of other slices' commands or events. */
    private static final Set<String> MADE_OF_OTHERS = Set.of("importclickstream");
    /** They are no slices. */
    private static final Set<String> HOUSE = Set.of("", "app", "platform", "eventmodels");
    /** Views that show another view's records, each with the decision that says why. */
    private static final Map<String, Set<String>> SHOW_VIEWS_OF = Map.of(
            "carthistory", Set.of("cartsummary")); // docs/adr/0010

    @ArchTest
    static final ArchRule the_platform_knows_no_cart_and_no_slice = noClasses()
            .that().resideInAPackage(ROOT + "platform..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.eventcart..").and(not(resideInAPackage(ROOT + "platform.."))))
            .because(
                    "it serves any app on Axon: let it ask through an interface or an annotation of the slice API, which "
                            + "the kernel or a slice implements or bears");

    /** No import shows a name in a text. */
    @ArchTest
    static void the_platform_and_the_app_name_no_slice_in_a_text(JavaClasses classes) throws IOException {
        var names = namesIn(Path.of("../slices"));
        assertThat(names).contains("\"add-item\"");
        for (var module : List.of(Path.of("../platform"), Path.of("src/main"))) {
            try (var files = Files.walk(module)) {
                for (var file : files.filter(path -> path.toString().matches(".*src/main/.*\\.(java|ya?ml|properties)"))
                        .toList()) {
                    assertThat(names)
                            .as("slices that " + file
                                    + " names: let the slice say it by an annotation of the slice API")
                            .noneMatch(Files.readString(file)::contains);
                }
            }
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).map(slice -> "\"" + slice.getFileName() + "\"").toList();
        }
    }

    @ArchTest
    static final ArchRule the_slice_api_knows_no_other_part_of_the_platform = noClasses()
            .that().resideInAPackage(SLICE_API)
            .should().dependOnClassesThat(resideInAPackage("io.eventcart..").and(not(resideInAPackage(SLICE_API))))
            .because(
                    "slices see all of it: put an interface there, and its implementation in a module of the platform");

    @ArchTest
    static final ArchRule the_kernel_knows_no_slice = noClasses().that().resideInAPackage(ROOT + KERNEL)
            .should().dependOnClassesThat(resideInAPackage("io.eventcart..")
                    .and(not(resideInAnyPackage(ROOT + KERNEL, SLICE_API))))
            .because(
                    "every slice stands on the kernel: move what it needs of a slice into the kernel, or ask through an "
                            + "interface there that the slice implements");

    @ArchTest
    static final ArchRule no_packages_need_each_other = slices().matching("io.eventcart.(**)").should().beFreeOfCycles()
            .because(
                    "a cycle can only be understood as a whole: move the shared type into the package below, or into one "
                            + "of its own");

    @ArchTest
    static final ArchRule a_slice_knows_no_other_slice = classes().that().resideInAPackage("io.eventcart..")
            .should(dependOnTheirOwnSliceAndTheKernelOnly())
            .because(
                    "slices must stay free to change alone: react to the other slice's events in a view or translation "
                            + "slice, or move the shared word into shared-kernel; a view may know others' events, and "
                            + "nothing else of them");

    @ArchTest
    static final ArchRule only_commands_and_events_leave_a_slice = classes().that().areTopLevelClasses()
            .and().resideOutsideOfPackages("io.eventcart", "io.eventcart.app..", "io.eventcart.sharedkernel..",
                    "io.eventcart.eventmodels..", "io.eventcart.platform..")
            .and().haveSimpleNameNotStartingWith("Jte") // Compiled templates.
            .and().arePublic().should(beNamedByOthers())
            .because("what nobody else names is package-private: take the word public away");

    @ArchTest
    static final ArchRule decisions_and_events_are_pure = noClasses().that().implement(CartEvent.class)
            .should().dependOnClassesThat().resideInAnyPackage("java.time..", "org.slf4j..", "org.springframework..")
            .because("history must fold to the same state for ever: pass times and prices in with the event");

    @ArchTest
    static final ArchRule an_endpoint_sends_its_command_with_the_guard_of_the_call = methods()
            .that().areAnnotatedWith(SendsCommand.class)
            .should(new ArchCondition<JavaMethod>("take a Guard and send it") {
                @Override
                public void check(JavaMethod endpoint, ConditionEvents events) {
                    var takesGuard = endpoint.getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(Guard.class));
                    var sendsGuard = endpoint.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Commands.class)
                                    && call.getTarget().getRawParameterTypes().stream()
                                            .anyMatch(type -> type.isEquivalentTo(Guard.class)));
                    events.add(new SimpleConditionEvent(endpoint, takesGuard && sendsGuard, endpoint.getFullName()));
                }
            })
            .because(
                    "Idempotency-Key and If-Match take effect through it: take a Guard as an argument, and send the command with it");

    private static ArchCondition<JavaClass> dependOnTheirOwnSliceAndTheKernelOnly() {
        return new ArchCondition<>("depend on their own slice and the kernel only") {
            private final Set<String> changingState = new HashSet<>();

            @Override
            public void init(Collection<JavaClass> types) {
                types.stream().filter(type -> type.isAssignableTo(CartCommand.class))
                        .forEach(type -> changingState.add(sliceOf(type)));
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var own = sliceOf(type);
                if (MADE_OF_OTHERS.contains(own) || HOUSE.contains(own) || own.equals(KERNEL)) {
                    return;
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> dependency.getTargetClass().getPackageName().startsWith(ROOT))
                        .filter(dependency -> !sliceOf(dependency.getTargetClass()).equals(own)
                                && !sliceOf(dependency.getTargetClass()).equals(KERNEL)
                                && !dependency.getTargetClass().getPackageName().equals(SLICE_API)
                                && !SHOW_VIEWS_OF.getOrDefault(own, Set.of())
                                        .contains(sliceOf(dependency.getTargetClass())))
                        .filter(dependency -> changingState.contains(own)
                                || !dependency.getTargetClass().isAssignableTo(CartEvent.class))
                        .forEach(dependency -> events
                                .add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> beNamedByOthers() {
        return new ArchCondition<>("be a command, an event, or part of a view") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var isAMessage = type.isAssignableTo(CartEvent.class) || type.isAssignableTo(CartCommand.class);
                if (!isAMessage && !type.isRecord() && !isNamedByAnotherPackageOfItsSlice(type)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is public"));
                }
            }
        };
    }

    /** A large slice may have packages of its own. */
    private static boolean isNamedByAnotherPackageOfItsSlice(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream().map(dependency -> dependency.getOriginClass())
                .anyMatch(other -> sliceOf(other).equals(sliceOf(type))
                        && !other.getPackageName().equals(type.getPackageName()));
    }

    private static String sliceOf(JavaClass type) {
        var name = type.getPackageName();
        var rest = name.length() > ROOT.length() ? name.substring(ROOT.length()) : "";
        var dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
