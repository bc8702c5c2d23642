package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import io.eventcart.eventmodels.Finding;
import io.eventcart.eventmodels.Model;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Checks what a valid model may contain but the generator can't write, and names the alternative. */
final class GeneratorLimits {
    private static final Set<String> NO_SLICES = Set.of("app", "sharedkernel", "platform", "eventmodels");
    private static final String WRITE_IT = "write the slice by hand, as docs/adding-a-slice.md says";

    private final Blueprint blueprint;
    private final Model model;
    private final List<Finding> findings = new ArrayList<>();

    private GeneratorLimits(Blueprint blueprint, Model model) {
        this.blueprint = blueprint;
        this.model = model;
    }

    static List<Finding> check(Blueprint blueprint, Model model) {
        var check = new GeneratorLimits(blueprint, model);
        check.slice(model.slice());
        model.slice().elements().forEach(check::name);
        model.slice().commands().forEach(check::command);
        model.slice().events().forEach(event -> check.fields(event, false));
        model.slice().events().forEach(event -> check.has(event, "cartId", "CartId"));
        model.slice().events().forEach(check::storedName);
        model.slice().readmodels().forEach(check::view);
        model.slice().specifications().forEach(check::specification);
        return check.findings;
    }

    private void find(String element, String fault, String remedy) {
        findings.add(new Finding(model.file(), element, fault, remedy));
    }

    private void slice(Slice slice) {
        if (!slice.id().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || NO_SLICES.contains(slice.packageName())
                || !SourceVersion.isName(slice.packageName())) {
            find(slice.id(), "is no name for a slice's folder",
                    "Write words in small letters with hyphens, such as add-item");
        }
        if (!slice.processors().isEmpty() || slice.sliceType() == Slice.Type.AUTOMATION) {
            find(slice.id(), "has an automation",
                    "Only state changes and views can be written from a model: " + WRITE_IT);
        } else if (slice.commands().isEmpty() && slice.readmodels().isEmpty()) {
            find(slice.id(), "has neither a command nor a view", "Add one");
        }
    }

    private void name(Element element) {
        var isType = element.type() != Element.Type.SCREEN;
        if (isType && (!SourceVersion.isName(element.name()) || blueprint.types().has(element.name()))) {
            find(element.id(), "can't be called " + element.name() + ": a type of that name is there already",
                    "Choose another title");
        }
    }

    private void storedName(Element event) {
        event.storedAs().flatMap(blueprint.repository()::moduleWithStored).ifPresent(module -> find(event.id(),
                "would be stored as " + event.storedAs().orElseThrow() + ", and " + module
                        + " has events of that name in its golden history",
                "Choose another name: such events lie in stores, and are read as something else"));
    }

    private void command(Element command) {
        has(command, "cartId", "CartId");
        has(command, "shopperId", "ShopperId");
        fields(command, false);
        Fields.badRanges(command).forEach(range -> find(command.id(), "is tagged range:" + range,
                "Write range:FIELD:LEAST..MOST, such as range:quantity:1..999"));
        if (command.fields().stream().anyMatch(StateChange::isOfCatalogue)) {
            has(command, "productId", "ProductId");
        }
        ApiEndpoint.of(command).filter(endpoint -> !endpoint.method().equals("GET"))
                .filter(endpoint -> endpoint.variables().contains("cartId"))
                .ifPresentOrElse(endpoint -> route(command, endpoint),
                        () -> find(command.id(), "has the apiEndpoint " + command.apiEndpoint(),
                                "Write one such as PUT /api/carts/{cartId}/items/{productId}; a command that opens carts is"
                                        + " beyond the templates"));
        atLeastOneRule(command);
    }

    private void view(Element view) {
        fields(view, true);
        var keys = ViewKeys.of(view, blueprint.isOperators());
        if (view.fields().stream().noneMatch(Field::idAttribute)) {
            find(view.id(), "has no idAttribute", "Mark the fields that identify a row");
        } else if (view.listElement() && keys.left().size() != 1) {
            find(view.id(),
                    "is one of many, identified by " + keys.left().size() + " fields that its path does not name",
                    "Name all idAttributes but one in the path, or take listElement away");
        } else if (!view.listElement() && !keys.left().isEmpty()) {
            find(view.id(), "is one answer, but its path does not name " + keys.left().getFirst().name(),
                    "Name it there, or make it one of many by listElement");
        }
        if (view.apiEndpoint() != null) {
            ApiEndpoint.of(view).filter(endpoint -> endpoint.method().equals("GET"))
                    .ifPresentOrElse(endpoint -> route(view, endpoint),
                            () -> find(view.id(), "has the apiEndpoint " + view.apiEndpoint(),
                                    "Write one such as GET /api/carts/{cartId}/removed-items, or none"));
        }
        if (view.apiEndpoint() == null && Tags.value(view.tags(), Tags.QUERY).isEmpty()) {
            find(view.id(), "can't be asked for",
                    "Give it an apiEndpoint, or tag it query:NAME with the query's record");
        }
        atLeastOneRule(view);
    }

    private void route(Element element, ApiEndpoint endpoint) {
        endpoint.variables().stream().filter(name -> element.field(name).isEmpty()).forEach(name -> find(element.id(),
                "has {" + name + "} in its path, but no such field", "Name a field of it"));
        blueprint.board().elements().filter(other -> !other.equals(element))
                .filter(other -> ApiEndpoint.of(other).filter(endpoint::isLike).isPresent())
                .forEach(other -> find(element.id(), "has the apiEndpoint of " + other.id(), "Choose another path"));
        var isView = element.type() == Element.Type.READMODEL;
        var keys = ViewKeys.of(element, blueprint.isOperators());
        if (isView && !blueprint.isOperators() && element.field("cartId").isPresent() && !keys.asks("cartId")
                && !keys.asks("shopperId")) {
            find(element.id(), "would show anybody's carts to everybody",
                    "Put {cartId} into its path, or add a shopperId");
        }
        if (!isView && blueprint.isOperators()) {
            find(element.id(), "is the operator's",
                    "Only a shopper's commands can be written from a model: take its apiEndpoint"
                            + " away, and write the endpoint by hand with @MayCall(Caller.OPERATOR)");
        }
    }

    private void atLeastOneRule(Element element) {
        if (blueprint.specificationsOf(element).stream().allMatch(Blueprint::isOverHttp)) {
            find(element.id(), "has no specification that its own test could run",
                    "Add one with its id as linkedId, not over HTTP");
        }
    }

    private void has(Element element, String name, String type) {
        if (element.field(name).filter(field -> field.javaType().equals(type) && !field.optional() && !field.isList())
                .isEmpty()) {
            find(element.id(), "has no field " + name, "Add it, with the schema " + type);
        }
    }

    private void fields(Element element, boolean inTable) {
        for (var field : element.fields()) {
            var path = element.id() + "." + field.name();
            if (!SourceVersion.isName(field.name())) {
                find(path, "is no name of a field in Java", "Choose another");
            }
            if (inTable && ValueType.of(field).isEmpty()) {
                find(path, "fits no column of a table: " + (field.isList() ? "a list" : field.javaType()),
                        "Make its parts rows of a view of their own, or " + WRITE_IT);
            } else if (!inTable && !ValueType.isOne(field) && !blueprint.types().has(field.javaType())) {
                find(path, "has the type " + field.javaType() + ", which the kernel does not have",
                        "Take one that it has, or add it to shared-kernel first");
            }
            if (inTable && field.idAttribute() && ValueType.of(field).filter(ValueType::canBeKey).isEmpty()) {
                find(path, "can't identify rows", "Take the idAttribute away, and mark another field");
            }
        }
    }

    private void specification(Specification rule) {
        var about = blueprint.slice().elements().filter(element -> element.id().equals(rule.linkedId())).findFirst();
        rule.given().forEach(step -> given(rule, step));
        if (about.map(Element::type).filter(Element.Type.COMMAND::equals).isPresent()) {
            var isAsked = rule.when().size() == 1 && rule.when().getFirst().type() == Step.Type.SPEC_COMMAND;
            var refusals = rule.then().stream().filter(step -> step.type() == Step.Type.SPEC_ERROR).count();
            var events = rule.then().stream().filter(step -> step.type() == Step.Type.SPEC_EVENT).count();
            if (!isAsked || refusals + events != rule.then().size() || refusals > 1 || (refusals == 1 && events > 0)) {
                find(rule.id(), "is no rule of a decision", "Give it one command when, and then events or one error");
            }
        } else if (about.map(Element::type).filter(Element.Type.READMODEL::equals).isPresent()) {
            if (rule.then().size() != 1 || rule.then().getFirst().type() == Step.Type.SPEC_EVENT
                    || rule.then().getFirst().type() == Step.Type.SPEC_COMMAND) {
                find(rule.id(), "is no rule of a view",
                        "Give it one view then, the view with expectEmptyList, or an error");
            }
        } else {
            find(rule.id(), "is about " + rule.linkedId(), "Make it about a command or a view of this slice");
        }
    }

    private void given(Specification rule, Step step) {
        var event = blueprint.elementOf(step).filter(element -> !element.isExternal())
                .filter(element -> element.field("cartId").isPresent());
        if (step.type() != Step.Type.SPEC_EVENT || event.isEmpty()) {
            find(rule.id(), "has " + step.id() + " given, which is no event of a cart", "Give events of carts only");
            return;
        }
        var owner = blueprint.ownerOf(event.orElseThrow());
        if (!owner.equals(model.slice().id()) && !blueprint.repository().has(Repository.folder(owner))) {
            find(rule.id(), "has " + event.orElseThrow().id() + " given, whose slice " + owner + " is not written yet",
                    "Write that first: bin/new-slice " + Repository.model(owner));
        }
    }
}
