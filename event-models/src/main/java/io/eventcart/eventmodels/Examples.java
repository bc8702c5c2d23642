package io.eventcart.eventmodels;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks that every example value fits its type, and that every required field has one. */
final class Examples {
    private final Board board;
    private final Model model;
    private final List<Finding> findings = new ArrayList<>();

    private Examples(Board board, Model model) {
        this.board = board;
        this.model = model;
    }

    static List<Finding> check(Board board, Model model) {
        var check = new Examples(board, model);
        model.slice().elements().forEach(check::element);
        model.slice().specifications().forEach(check::specification);
        return check.findings;
    }

    private void find(String element, String fault, String remedy) {
        findings.add(new Finding(model.file(), element, fault, remedy));
    }

    private void element(Element element) {
        for (var field : element.fields()) {
            stated(element.id(), field);
        }
    }

    private void stated(String owner, Field field) {
        var example = Payloads.value(field);
        if (example != null) {
            fits(owner + "." + field.name(), field, example);
        }
    }

    private void specification(Specification specification) {
        specification.given().forEach(this::step);
        specification.then().forEach(this::step);
        for (var step : specification.when()) {
            if (step.type() == Step.Type.SPEC_READMODEL) {
                step.fields().forEach(parameter -> stated(step.id(), parameter));
            } else {
                step(step);
            }
        }
    }

    private void step(Step step) {
        var element = step.linkedId() == null ? null : board.element(step.linkedId()).orElse(null);
        var repeat = Tags.value(step.tags(), Tags.REPEAT).orElse("1");
        if (!repeat.matches("[1-9]\\d{0,3}")) {
            find(step.id(), "is tagged repeat:" + repeat, "Say a whole number from 1 to 9999");
            return;
        }
        if (element == null || step.isOverHttp() || step.expectEmptyList()) {
            return;
        }
        Payloads.of(step, element.fields()).stream().limit(Math.max(1, step.examples().size()))
                .forEach(payload -> object(step.id() + " " + element.id(), element.fields(), payload));
    }

    private void object(String path, List<Field> fields, JsonNode payload) {
        for (var field : fields) {
            var value = payload.get(field.name());
            if (value == null || value.isNull()) {
                if (!field.optional()) {
                    find(path + "." + field.name(), "has no value",
                            "Give it one in the step's examples, or the field an example, or mark it optional");
                }
            } else {
                fits(path + "." + field.name(), field, value);
            }
        }
        payload.propertyNames().stream().filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
                .forEach(name -> find(path + "." + name, "is in an example, but is no field",
                        "Take it away, or add the field to the element"));
    }

    private void fits(String path, Field field, JsonNode value) {
        if (field.isList() != value.isArray()) {
            find(path, "has the example " + value + ", but is " + (field.isList() ? "a list" : "one value"),
                    field.isList() ? "Write the example as [...]" : "Write one value, or make its cardinality List");
        } else if (field.isList()) {
            value.forEach(item -> one(path, field, item));
        } else {
            one(path, field, value);
        }
    }

    private void one(String path, Field field, JsonNode value) {
        if (field.type() == Field.Type.Custom && value.isObject()) {
            if (!field.subfields().isEmpty()) {
                object(path, field.subfields(), value);
            }
            return;
        }
        if (!fits(field.type(), value)) {
            find(path, "has the example " + value + ", which is no " + field.type(), "Write " + wanted(field.type()));
        }
    }

    private static boolean fits(Field.Type type, JsonNode value) {
        return switch (type) {
            case String -> value.isString();
            case Custom -> value.isString() || value.isObject();
            case Boolean -> value.isBoolean();
            case Int -> value.isInt();
            case Long -> value.isIntegralNumber() && value.canConvertToLong();
            case Double -> value.isNumber();
            case Decimal -> value.isNumber() || isMade(() -> new BigDecimal(value.stringValue("")));
            case UUID -> isMade(() -> UUID.fromString(value.stringValue("")));
            case Date -> isMade(() -> LocalDate.parse(value.stringValue("")));
            case DateTime -> isMade(() -> Instant.parse(value.stringValue("")));
        };
    }

    private interface Maker {
        @Nullable
        Object make();
    }

    private static boolean isMade(Maker maker) {
        try {
            return maker.make() != null;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }

    private static String wanted(Field.Type type) {
        return switch (type) {
            case String -> "a text in quotes";
            case Custom -> "an object, or a text in quotes";
            case Boolean -> "true or false";
            case Int, Long -> "a whole number without quotes";
            case Double, Decimal -> "a number";
            case UUID -> "a UUID such as 3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11";
            case Date -> "a date such as 2026-11-24";
            case DateTime -> "an instant in UTC such as 2026-11-24T12:00:00Z";
        };
    }
}
