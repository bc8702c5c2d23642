package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A rejection that a command's rules have.
 *
 * @param kind the last part of its problem type
 * @param name of its class
 * @param isOwn whether the new slice declares the class; false if the kernel does
 * @param facts the values in the problem's details
 */
record RejectionRule(String kind, String name, boolean isOwn, Specification rule, List<Fact> facts) {
    /** A constructor parameter that is also in the problem's details. */
    record Fact(String name, String type, String json) {}

    /** @return one for each kind, in the order of the rules */
    static List<RejectionRule> by(Blueprint blueprint, Element command) {
        var found = new ArrayList<RejectionRule>();
        for (var rule : blueprint.specificationsOf(command)) {
            if (Blueprint.isOverHttp(rule)) {
                continue;
            }
            rule.then().forEach(step -> step.problem().filter(kind -> found.stream()
                    .noneMatch(other -> other.kind.equals(kind)))
                    .ifPresent(kind -> found.add(of(blueprint, command, rule,
                            step, kind))));
        }
        return found;
    }

    private static RejectionRule of(Blueprint blueprint, Element command, Specification rule, Step step, String kind) {
        var ofKernel = blueprint.repository().kernelRejection(kind);
        var facts = step.examples().stream().limit(1).flatMap(example -> example.properties().stream())
                .map(property -> fact(command, property.getKey(), property.getValue())).toList();
        return new RejectionRule(kind, ofKernel.orElse(Names.pascal(kind)), ofKernel.isEmpty(), rule, facts);
    }

    private static Fact fact(Element command, String name, JsonNode value) {
        var type = command.field(name).filter(field -> !field.isList() && value.isString()).map(Field::javaType)
                .orElse(value.isBoolean() ? "boolean" : value.isIntegralNumber() ? "long" : "String");
        return new Fact(name, type, type.equals("String") || !value.isString() ? name : name + ".toString()");
    }

    Map<String, Object> values() {
        return Map.of("name", name, "kind", kind,
                "nature", kind.endsWith("-not-found") ? "NOT_FOUND" : "CONFLICT",
                "message", Names.quoted(Names.sentence(rule.title())),
                "javadoc", Names.javadoc(rule.title(), "    "),
                "parameters", facts.stream().map(fact -> fact.type + " " + fact.name).collect(Collectors.joining(", ")),
                "facts", facts.stream().map(fact -> Names.quoted(fact.name) + ", " + fact.json)
                        .collect(Collectors.joining(", ")));
    }

    /** @return the content of the page that explains the problem type */
    Map<String, Object> page() {
        var words = kind.replace('-', ' ');
        var why = Stream
                .concat(Stream.of(rule.title()), rule.comments().stream().map(Specification.Comment::description))
                .map(Names::sentence).collect(Collectors.joining(" "));
        return Map.of("title", Names.sentence(words).replaceFirst("\\.$", ""), "text", why + " Nothing was stored.");
    }
}
