package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import io.eventcart.eventmodels.Payloads;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the files of a view: record, query, projection, endpoint, table and tests. */
final class StateView {
    private final Blueprint blueprint;
    private final Element view;
    private final String migration;
    private final ViewKeys keys;

    StateView(Blueprint blueprint, Element view, String version) {
        this.blueprint = blueprint;
        this.view = view;
        this.migration = "V" + version + "__" + table(view) + ".sql";
        this.keys = ViewKeys.of(view, blueprint.isOperators());
    }

    /** @return the projection's name: the plural of the view's name */
    static String projection(Element view) {
        return Names.plural(view.name());
    }

    static String table(Element view) {
        return Names.column(Names.snake(view.name()));
    }

    static String query(Element view) {
        return Tags.value(view.tags(), Tags.QUERY)
                .orElse("Find" + (view.listElement() ? projection(view) : view.name()));
    }

    Stream<NewFile> files() {
        var files = new ArrayList<NewFile>();
        var names = names();
        files.add(blueprint.java(blueprint.main(view.name()), "View.java", names));
        files.add(blueprint.java(blueprint.main(query(view)), "Query.java", names));
        files.add(blueprint.java(blueprint.main(projection(view)), "Projection.java", names));
        ApiEndpoint.of(view).ifPresent(endpoint -> files.add(endpoint(endpoint, names)));
        files.add(blueprint.text(blueprint.resource("db/migration/" + blueprint.slice().id() + "/" + migration),
                "migration.sql", names));
        files.add(test(names));
        return files.stream();
    }

    private Map<String, Object> names() {
        var names = new HashMap<String, Object>();
        names.put("name", view.name());
        names.put("javadoc", Names.javadoc(view));
        names.put("parameters", Fields.parameters(view.fields()));
        names.put("projection", projection(view));
        names.put("query", query(view));
        names.put("queryParameters", queryParameters());
        names.put("table", table(view));
        names.put("single", !view.listElement());
        names.put("answer", view.listElement() ? "List<" + view.name() + ">" : view.name());
        names.put("migration", migration);
        names.put("events", blueprint.board().sourcesOf(view).stream().map(this::event).toList());
        names.put("columns", each((type, field) -> type.columns(Names.column(field), field.optional())));
        names.put("columnNames", String.join(", ", each((type, field) -> type.columnNames(Names.column(field)))));
        names.put("row", String.join(", ", each((type, field) -> List.of(type.read(Names.column(field),
                field.optional())))));
        names.put("keys", view.fields().stream().filter(Field::idAttribute).map(Names::column)
                .collect(Collectors.joining(", ")));
        names.put("where", where());
        names.put("order", view.listElement() ? Names.column(after()) : "");
        names.put("queryValues", queryValues());
        return names;
    }

    private interface OfColumn {
        List<String> of(ValueType type, Field field);
    }

    private List<String> each(OfColumn column) {
        return view.fields().stream().flatMap(field -> column.of(type(field), field).stream()).toList();
    }

    private static ValueType type(Field field) {
        return ValueType.of(field).orElseThrow();
    }

    private Field after() {
        return keys.left().getFirst();
    }

    private String queryParameters() {
        var asked = Fields.parameters(keys.asked());
        return view.listElement()
                ? asked + (asked.isEmpty() ? "" : ", ") + "int limit, @Nullable " + after().javaType() + " after"
                : asked;
    }

    private String where() {
        var conditions = new ArrayList<>(
                keys.asked().stream().map(field -> Names.column(field) + " = :" + field.name()).toList());
        if (view.listElement()) {
            conditions.add("(CAST(:after AS " + type(after()).sqlName() + ") IS NULL OR " + Names.column(after())
                    + " > :after)");
        }
        return String.join("\n                  AND ", conditions);
    }

    private List<String> queryValues() {
        var values = new ArrayList<>(keys.asked().stream().map(field -> Names.quoted(field.name()) + ", "
                + type(field).parameter("query." + field.name() + "()")).toList());
        if (view.listElement()) {
            values.add("\"after\", query.after() == null ? null : " + type(after()).parameter("query.after()") + ", "
                    + type(after()).sqlType());
            values.add("\"limit\", query.limit()");
        }
        return values;
    }

    /** The handler's parameters besides the event, as far as the view has mappings to them. */
    private Map<String, Object> event(Element event) {
        var mappings = view.fields().stream().map(field -> String.valueOf(field.mapping())).toList();
        var facts = new ArrayList<String>();
        if (mappings.stream().anyMatch(mapping -> mapping.contains(event.id() + ".@timestamp"))) {
            facts.add("@Timestamp Instant at");
        }
        if (mappings.stream().anyMatch(mapping -> mapping.contains(event.id() + ".@version"))) {
            facts.add("@SequenceNumber long sequenceNumber");
        }
        return Map.of("name", event.name(), "facts", facts);
    }

    private NewFile endpoint(ApiEndpoint endpoint, Map<String, Object> names) {
        var parameters = new ArrayList<String>();
        if (!blueprint.isOperators() && (keys.needOwner() || keys.asks("shopperId"))) {
            parameters.add("ShopperId shopper");
        }
        endpoint.variables().forEach(name -> parameters
                .add("@PathVariable " + Fields.declaration(view.field(name).orElseThrow())));
        var arguments = new ArrayList<>(
                keys.asked().stream().map(field -> field.name().equals("shopperId") && !blueprint.isOperators()
                        ? "shopper"
                        : field.name())
                        .toList());
        if (view.listElement()) {
            parameters.add("@RequestParam(defaultValue = \"20\") @Min(1) @Max(100) int limit");
            parameters.add("@RequestParam(required = false) @Nullable " + Fields.boxed(after().javaType()) + " after");
            arguments.addAll(List.of("limit + 1", "after"));
        }
        var all = new HashMap<>(names);
        all.put("operation", Names.operation(view));
        all.put("path", endpoint.path());
        all.put("result", view.listElement() ? "Page<" + view.name() + ">" : view.name());
        all.put("method", Names.decapital(view.listElement() ? projection(view) : view.name()));
        all.put("operators", blueprint.isOperators());
        all.put("guarded", keys.needOwner() && !blueprint.isOperators());
        all.put("endpointParameters", String.join(", ", parameters));
        all.put("queryArguments", String.join(", ", arguments));
        all.put("cursor", view.listElement() ? "last -> String.valueOf(last." + after().name() + "())" : "");
        return blueprint.java(blueprint.main(projection(view) + "Endpoint"), "ViewEndpoint.java", all);
    }

    private NewFile test(Map<String, Object> names) {
        var values = new Values();
        var all = new HashMap<>(names);
        all.put("specifications",
                blueprint.specificationsOf(view).stream().filter(rule -> !Blueprint.isOverHttp(rule))
                        .map(rule -> rule(rule, values)).toList());
        all.put("constants", values.constants());
        return blueprint.java(blueprint.test(projection(view) + "Test"), "ProjectionTest.java", all);
    }

    private Map<String, Object> rule(Specification rule, Values values) {
        var rows = rule.then().stream().filter(step -> !step.expectEmptyList())
                .flatMap(step -> Payloads.of(step, view.fields()).stream()).toList();
        var given = blueprint.givenEvents(rule.given(), values);
        var query = queryExpression(rule, values);
        var expected = rows.stream().map(row -> values.message(view, row)).collect(Collectors.joining(", "));
        return Map.of("method", Names.rule(rule.title()), "given", given, "query", query, "expected",
                view.listElement()
                        ? rows.isEmpty() ? ".isEmpty()" : ".containsExactly(" + expected + ")"
                        : rows.isEmpty() ? ".isNull()" : ".isEqualTo(" + expected + ")");
    }

    /** A rule without a query uses the key values of its first expected answer. */
    private String queryExpression(Specification rule, Values values) {
        var asked = Stream.of(rule.when(), rule.then()).flatMap(List::stream)
                .flatMap(step -> Payloads.of(step, view.fields()).stream()).findFirst().orElseThrow();
        var arguments = new ArrayList<>(
                keys.asked().stream().map(field -> values.of(field, asked.get(field.name()))).toList());
        if (view.listElement()) {
            var stated = rule.when().stream().flatMap(step -> Payloads.stated(step).stream()).findFirst();
            arguments.add(stated.map(example -> example.path("limit").asString("100")).orElse("100"));
            arguments.add(values.of(after(), stated.map(example -> example.get("after")).orElse(null)));
        }
        return "new " + query(view) + "(" + String.join(", ", arguments) + ")";
    }
}
