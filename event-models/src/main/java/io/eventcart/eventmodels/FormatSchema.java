package io.eventcart.eventmodels;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Checks a model against the public format's JSON Schema. */
final class FormatSchema {
    /** The format uses {@code $defs} for references only; draft 7 does not know it yet. */
    private static final Dialect DRAFT_7 = Dialect.builder(Dialects.getDraft7())
            .keyword(new NonValidationKeyword("$defs")).build();
    private static final com.networknt.schema.Schema PUBLIC = load();

    private FormatSchema() {}

    private static com.networknt.schema.Schema load() {
        try (var schema = Objects.requireNonNull(FormatSchema.class.getResourceAsStream("eventmodeling.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(DRAFT_7).getSchema(schema, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Finding> check(String file, JsonNode tree) {
        return PUBLIC.validate(tree).stream()
                .map(error -> new Finding(file, String.valueOf(error.getInstanceLocation()),
                        "is not of the format: " + error.getMessage(),
                        "Fix it there; eventmodeling.schema.json says what may stand there"))
                .toList();
    }
}
