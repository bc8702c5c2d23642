package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import io.eventcart.eventmodels.Payloads;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the files of a command: record, handler, endpoint, tests, and a page for each problem that is new. */
final class StateChange {
    /** Catalogue fields of a command: the mapping, and the endpoint's Java expression. */
    private static final Map<String, String> CATALOGUE = Map.of("Catalogue.name", "product.name()",
            "Catalogue.price", "product.price()", "Catalogue.currency", "catalogue.currency()");

    private final Blueprint blueprint;
    private final Element command;
    private final List<RejectionRule> rejections;

    StateChange(Blueprint blueprint, Element command) {
        this.blueprint = blueprint;
        this.command = command;
        this.rejections = RejectionRule.by(blueprint, command);
        rejections.stream().filter(RejectionRule::isOwn).forEach(rejection -> blueprint.types()
                .add("io.eventcart." + blueprint.slice().packageName() + "." + command.name() + "Handler."
                        + rejection.name()));
    }

    static boolean isOfCatalogue(Field field) {
        return field.mapping() != null && CATALOGUE.containsKey(field.mapping());
    }

    Stream<NewFile> files() {
        return Stream.concat(Stream.of(command(), handler(), endpoint(), test()),
                rejections.stream().filter(RejectionRule::isOwn)
                        .filter(rejection -> !blueprint.repository().explains(rejection.kind()))
                        .map(rejection -> blueprint.text(
                                blueprint.resource("problems/" + rejection.kind() + ".md"), "problem.md",
                                rejection.page())));
    }

    private NewFile command() {
        var parameters = command.fields().stream()
                .map(field -> (field.name().equals("cartId") ? "@TargetAggregateIdentifier " : "")
                        + Fields.declaration(field))
                .collect(Collectors.joining(", "));
        return blueprint.java(blueprint.main(command.name()), "Command.java",
                Map.of("name", command.name(), "javadoc", Names.javadoc(command), "parameters", parameters,
                        "lists", Fields.lists(command.fields()),
                        "hasLists", !Fields.lists(command.fields()).isEmpty()));
    }

    private NewFile handler() {
        var events = blueprint.emittedBy(command).stream().map(Element::name).collect(Collectors.joining(", "));
        return blueprint.java(blueprint.main(command.name() + "Handler"), "Handler.java",
                Map.of("name", command.name(), "events", events, "rejections",
                        rejections.stream().filter(RejectionRule::isOwn).map(RejectionRule::values).toList()));
    }

    private NewFile endpoint() {
        var endpoint = ApiEndpoint.of(command).orElseThrow();
        var sent = command.fields().stream().filter(field -> !field.name().equals("shopperId"))
                .filter(field -> !endpoint.variables().contains(field.name()) && !isOfCatalogue(field)).toList();
        var inBody = !endpoint.method().equals("DELETE") && !sent.isEmpty();
        var parameters = new ArrayList<String>();
        endpoint.variables().forEach(name -> parameters
                .add("@PathVariable " + Fields.declaration(command.field(name).orElseThrow())));
        if (inBody) {
            parameters.add("@Valid @RequestBody Request request");
        } else {
            sent.forEach(field -> parameters.add(Fields.inQuery(command, field)));
        }
        var asked = command.fields().stream().anyMatch(StateChange::isOfCatalogue);
        var productId = sent.stream().anyMatch(field -> field.name().equals("productId")) && inBody
                ? "request.productId()"
                : "productId";
        var arguments = command.fields().stream().map(field -> {
            if (isOfCatalogue(field)) {
                return CATALOGUE.get(field.mapping());
            }
            return field.name().equals("shopperId")
                    ? "shopper"
                    : inBody && sent.contains(field) ? "request." + field.name() + "()" : field.name();
        }).collect(Collectors.joining(", "));
        return blueprint.java(blueprint.main(command.name() + "Endpoint"), "CommandEndpoint.java",
                Map.of("name", command.name(), "operation", Names.operation(command), "method",
                        Names.decapital(command.name()), "verb", endpoint.verb(),
                        "path", endpoint.path(), "parameters", parameters, "arguments", arguments,
                        "catalogue", asked ? productId : "",
                        "body", inBody
                                ? sent.stream().map(field -> Fields.inBody(command, field))
                                        .collect(Collectors.joining(", "))
                                : ""));
    }

    private NewFile test() {
        var values = new Values();
        var rules = blueprint.specificationsOf(command).stream().filter(rule -> !Blueprint.isOverHttp(rule))
                .map(rule -> rule(rule, values)).toList();
        return blueprint.java(blueprint.test(command.name() + "Test"), "CommandTest.java",
                Map.of("name", command.name(), "specifications", rules, "constants", values.constants()));
    }

    private Map<String, Object> rule(Specification rule, Values values) {
        var when = rule.when().getFirst();
        var given = blueprint.givenEvents(rule.given(), values);
        var context = new HashMap<String, Object>();
        context.put("method", Names.rule(rule.title()));
        context.put("given", given);
        context.put("manyGiven", given.stream().anyMatch(GivenEvent::repeats));
        context.put("command", values.message(command, Payloads.of(when, command.fields()).getFirst()));
        context.put("metaData", metaData(when));
        context.put("rejection", rule.then().stream().flatMap(step -> step.problem().stream()).findFirst()
                .map(this::rejection).orElse(""));
        context.put("events", blueprint.givenEvents(
                rule.then().stream().filter(step -> step.type() == Step.Type.SPEC_EVENT).toList(), values));
        return context;
    }

    private String rejection(String kind) {
        return rejections.stream().filter(rejection -> rejection.kind().equals(kind)).findFirst().orElseThrow().name();
    }

    private static String metaData(Step when) {
        var said = new ArrayList<String>();
        Tags.value(when.tags(), Tags.IF_MATCH)
                .ifPresent(version -> said.add("MetaDataKeys.EXPECTED_VERSION, " + version + "L"));
        Tags.value(when.tags(), Tags.OPERATION).ifPresent(id -> said
                .add("MetaDataKeys.OPERATION_ID, " + Names.quoted(id)));
        return said.isEmpty() ? "" : "Map.of(" + String.join(", ", said) + ")";
    }
}
