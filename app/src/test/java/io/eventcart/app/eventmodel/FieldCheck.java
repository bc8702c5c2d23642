package io.eventcart.app.eventmodel;

import com.fasterxml.jackson.annotation.JsonValue;
import io.eventcart.eventmodels.Field;
import io.eventcart.eventmodels.Finding;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** Whether an element's fields and a record's components are the same: by name, by type, and by whether they may be null. */
final class FieldCheck {
    private static final Map<Class<?>, Field.Type> WRITTEN_AS = Map.ofEntries(
            Map.entry(int.class, Field.Type.Int), Map.entry(Integer.class, Field.Type.Int),
            Map.entry(long.class, Field.Type.Long), Map.entry(Long.class, Field.Type.Long),
            Map.entry(boolean.class, Field.Type.Boolean), Map.entry(Boolean.class, Field.Type.Boolean),
            Map.entry(double.class, Field.Type.Double), Map.entry(Double.class, Field.Type.Double),
            Map.entry(BigDecimal.class, Field.Type.Decimal), Map.entry(String.class, Field.Type.String),
            Map.entry(CurrencyUnit.class, Field.Type.String), Map.entry(UUID.class, Field.Type.UUID),
            Map.entry(Instant.class, Field.Type.DateTime), Map.entry(LocalDate.class, Field.Type.Date));

    private final String file;
    private final String path;
    private final String slice;
    private final List<Finding> findings = new ArrayList<>();

    FieldCheck(String file, String path, String slice) {
        this.file = file;
        this.path = path;
        this.slice = slice;
    }

    List<Finding> check(List<Field> fields, Class<?> type) {
        var components = type.getRecordComponents();
        for (var field : fields) {
            component(components, field.name()).ifPresentOrElse(component -> same(field, component),
                    () -> find(field.name(), "is no component of " + type.getName(), "Add " + field.javaType() + " "
                            + field.name() + " to the record in slices/" + slice + ", or take the field out of "
                            + here() + likely(components, fields, field)));
        }
        Arrays.stream(components)
                .filter(component -> fields.stream().noneMatch(f -> f.name().equals(component.getName())))
                .forEach(component -> find(component.getName(),
                        "is a component of " + type.getName() + " that the model does not have", "Add a field "
                                + component.getName() + " of type " + written(value(component)) + " to " + here()
                                + ", or take it out of the record"));
        return findings;
    }

    private String here() {
        return path + " in event-models/models/" + file;
    }

    private void find(String field, String fault, String remedy) {
        findings.add(new Finding(file, path + "." + field, fault, remedy));
    }

    private static Optional<RecordComponent> component(RecordComponent[] components, String name) {
        return Arrays.stream(components).filter(component -> component.getName().equals(name)).findFirst();
    }

    /** A component of that type that no field has is what the field is called in the code now, most likely. */
    private static String likely(RecordComponent[] components, List<Field> fields, Field missing) {
        return Arrays.stream(components)
                .filter(component -> fields.stream().noneMatch(field -> field.name().equals(component.getName())))
                .filter(component -> names(value(component), missing.javaType()))
                .findFirst()
                .map(component -> ", or rename it there to " + component.getName())
                .orElse("");
    }

    private void same(Field field, RecordComponent component) {
        var type = value(component);
        var isList = isList(component);
        if (isList != field.isList()) {
            find(field.name(), "is " + (field.isList() ? "a list" : "one value") + ", but in "
                    + component.getDeclaringRecord().getName() + " it is " + (isList ? "a list" : "one value"),
                    (isList ? "Make its cardinality List" : "Take its cardinality List away")
                            + ", or change the record");
        } else if (!names(type, field.javaType()) || written(type) != field.type()) {
            find(field.name(), "is of type " + field.type() + " (" + field.javaType() + "), but in "
                    + component.getDeclaringRecord().getName() + " it is " + name(type),
                    "Make its type "
                            + written(type) + " with the schema " + name(type) + ", or change the record");
        }
        var mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (mayBeNull != field.optional()) {
            find(field.name(), mayBeNull
                    ? "is @Nullable in the code, but not optional in the model"
                    : "is optional in the model, but not @Nullable in the code",
                    (mayBeNull ? "Mark" : "Do not mark")
                            + " it optional in " + here() + ", or change " + component.getDeclaringRecord().getName());
        }
        if (!field.subfields().isEmpty() && type.isRecord()) {
            findings.addAll(new FieldCheck(file, path + "." + field.name(), slice).check(field.subfields(), type));
        }
    }

    private static boolean isList(RecordComponent component) {
        return component.getType() == List.class;
    }

    private static Class<?> value(RecordComponent component) {
        return isList(component)
                ? ResolvableType.forType(component.getGenericType()).getGeneric(0).toClass()
                : component.getType();
    }

    private static boolean names(Class<?> type, String javaType) {
        return javaType.equals(type.getSimpleName()) || javaType.equals(name(type));
    }

    /** @return {@code Cart.Status} of a class in a class */
    private static String name(Class<?> type) {
        var name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** @return what a value of it is in JSON */
    private static Field.Type written(Class<?> type) {
        if (type.isEnum()) {
            return Field.Type.String;
        }
        var isOneValue = type.isRecord() && type.getRecordComponents().length == 1
                && Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.isAnnotationPresent(JsonValue.class));
        return isOneValue
                ? written(type.getRecordComponents()[0].getType())
                : WRITTEN_AS.getOrDefault(type, Field.Type.Custom);
    }
}
