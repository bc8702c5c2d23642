package io.eventcart.app.eventmodel;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Finding;
import io.eventcart.eventmodels.Model;
import io.eventcart.eventmodels.Slice;
import io.eventcart.platform.sliceapi.Command;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.ShopperEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.serialization.Revision;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether models and code say the same, looked at from both sides. */
final class CodeCheck {
    private final Model model;
    private final Slice slice;
    private final SliceCode code;
    private final List<Finding> findings = new ArrayList<>();

    private CodeCheck(Model model, SliceCode code) {
        this.model = model;
        this.slice = model.slice();
        this.code = code;
    }

    /** The model tells of events, and these slices neither emit nor read one. */
    private static final Set<String> WITHOUT_EVENTS = Set.of("product-catalogue");

    /**
     * @param folders the names of the slices' folders
     * @param code of a slice
     * @return what differs, and what to change where
     */
    static List<Finding> check(Board board, Set<String> folders, Function<Slice, SliceCode> code) {
        var findings = new ArrayList<Finding>();
        folders.stream().sorted().filter(folder -> !WITHOUT_EVENTS.contains(folder))
                .filter(folder -> board.models().stream().noneMatch(model -> model.slice().id().equals(folder)))
                .forEach(folder -> findings.add(new Finding(folder + ".json", "slices/" + folder, "has no model",
                        "Describe the slice in event-models/models/" + folder + ".json, or take its folder away")));
        for (var model : board.models()) {
            if (folders.contains(model.slice().id())) {
                var check = new CodeCheck(model, code.apply(model.slice()));
                check.modelAgainstCode();
                check.codeAgainstModel();
                findings.addAll(check.findings);
            } else {
                findings.add(new Finding(model.file(), model.slice().id(), "has no folder slices/" + model.slice().id(),
                        "Write the slice (bin/new-slice begins it), name the model by its folder, or take the model away"));
            }
        }
        return findings;
    }

    private void find(String element, String fault, String remedy) {
        findings.add(new Finding(model.file(), element, fault, remedy));
    }

    private void modelAgainstCode() {
        for (var element : modelled()) {
            code.record(element.name()).ifPresentOrElse(type -> same(element, type), () -> find(element.id(),
                    "has no record " + element.name() + " in " + code.packageName(),
                    "Write the record in slices/" + slice.id() + ", or change the title of " + element.id()
                            + " to the record's name, or take it out of event-models/models/" + model.file()));
        }
        slice.specifications().stream().flatMap(specification -> specification.then().stream())
                .flatMap(step -> step.problem().stream()).distinct()
                .filter(kind -> CodeCheck.class.getResource("/problems/" + kind + ".md") == null)
                .forEach(kind -> find("problem:" + kind, "has no page problems/" + kind + ".md",
                        "Write the page among the resources of slices/" + slice.id() + ", or name the kind that the"
                                + " rejection has"));
    }

    private List<Element> modelled() {
        return Stream.of(slice.commands(), slice.events(), slice.readmodels()).flatMap(List::stream).toList();
    }

    private void same(Element element, Class<?> type) {
        findings.addAll(new FieldCheck(model.file(), element.id(), slice.id()).check(element.fields(), type));
        switch (element.type()) {
            case COMMAND -> {
                is(element, Command.class.isAssignableFrom(type), type, "Command");
                personal(element, type);
            }
            case EVENT -> {
                personal(element, type);
                if (!element.isExternal()) {
                    is(element, isEvent(type), type, "CartEvent or ShopperEvent");
                    stored(element, type);
                }
            }
            case READMODEL, SCREEN, AUTOMATION -> {
            }
        }
    }

    /** What is personal is sealed in what travels and what is stored; a view may show it to its owner. */
    private void personal(Element element, Class<?> type) {
        for (var component : type.getRecordComponents()) {
            var isSealed = component.getType().equals(EncryptedField.class);
            if (isSealed != element.personal().contains(component.getName())) {
                find(element.id() + "." + component.getName(),
                        isSealed
                                ? "is EncryptedField in the code, but not tagged as personal"
                                : "is tagged as personal, but not EncryptedField in "
                                        + type.getName(),
                        (isSealed ? "Add the tag" : "Seal it, or take away the tag") + " personal:"
                                + component.getName());
            }
        }
    }

    private static boolean isEvent(Class<?> type) {
        return CartEvent.class.isAssignableFrom(type) || ShopperEvent.class.isAssignableFrom(type);
    }

    private void is(Element element, boolean isOne, Class<?> type, String kind) {
        if (!isOne) {
            find(element.id(), "is a " + element.type() + ", but " + type.getName() + " is no " + kind,
                    "Let the record implement " + kind + ", or change the element's type");
        }
    }

    private void stored(Element event, Class<?> type) {
        var name = Optional.ofNullable(type.getAnnotation(StoredAs.class)).map(StoredAs::value);
        if (!name.equals(event.storedAs())) {
            find(event.id(), "is tagged stored-as:" + event.storedAs().orElse("") + ", but " + type.getName()
                    + " is stored as " + name.orElse("nothing"),
                    "Change the tag in event-models/models/" + model.file()
                            + "; the annotation only of an event that was never released, since stored names stay");
        }
        var revision = Optional.ofNullable(type.getAnnotation(Revision.class)).map(Revision::value);
        if (!revision.equals(event.revision())) {
            find(event.id(), "is tagged revision:" + event.revision().orElse("") + ", but " + type.getName()
                    + " has revision " + revision.orElse("none"),
                    "Change the tag in event-models/models/" + model.file() + ", or the record's @Revision if its shape"
                            + " has changed");
        }
    }

    private void codeAgainstModel() {
        isModelled("command", Command.class::isAssignableFrom, slice.commands());
        isModelled("event", CodeCheck::isEvent, slice.events());
        var views = views().toList();
        isModelled("view", views::contains, slice.readmodels());
    }

    private void isModelled(String kind, Predicate<Class<?>> isOne, List<Element> elements) {
        code.records().filter(isOne)
                .filter(type -> elements.stream().noneMatch(element -> element.name().equals(type.getSimpleName())))
                .forEach(type -> find(type.getSimpleName(),
                        "is " + (kind.startsWith("e") ? "an " : "a ") + kind + " of slices/" + slice.id()
                                + " that the model does not have",
                        "Add it to the " + kind + "s in event-models/models/" + model.file() + ", or delete "
                                + type.getName()));
    }

    /** @return what the slice answers questions with: over HTTP, or to a query */
    private Stream<Class<?>> views() {
        return code.classes().stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method, QueryHandler.class)
                        || AnnotatedElementUtils.hasAnnotation(method, GetMapping.class))
                .flatMap(method -> recordsIn(ResolvableType.forMethodReturnType(method)));
    }

    private Stream<Class<?>> recordsIn(ResolvableType type) {
        var own = type.toClass().isRecord() && type.toClass().getPackageName().equals(code.packageName());
        return Stream.concat(own ? Stream.of(type.toClass()) : Stream.empty(),
                Arrays.stream(type.getGenerics()).flatMap(this::recordsIn));
    }
}
