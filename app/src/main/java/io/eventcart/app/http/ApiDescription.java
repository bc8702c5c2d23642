package io.eventcart.app.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says once, for all endpoints, what the contract says of all: who may call, which headers go with it, how it is refused. */
@Component
@SuppressWarnings({"rawtypes", "unchecked"}) // The library's own models are raw.
final class ApiDescription implements OpenApiCustomizer {
    private static final String PROBLEM = "Problem";
    private static final Pattern OPEN = Pattern.compile("/api/session|/problems/.*|/event-model.*");
    private static final Pattern OPERATORS = Pattern
            .compile("(GET|POST|DELETE) /api/(audit|projections|dead-letters).*|DELETE /api/shoppers/.*");
    private static final Pattern READERS = Pattern
            .compile("GET /api/carts/\\{cartId}(/history|/diff|/updates)?|POST .*/bisect|GET /api/shoppers/.*");
    private static final Pattern CREATING = Pattern.compile("POST /api/(carts|session)");
    private static final Pattern WRITING = Pattern
            .compile("POST /api/carts|(POST|DELETE) /api/carts/\\{cartId}/(items|checkout).*");
    private static final Pattern TAGGED = Pattern
            .compile(WRITING + "|GET /api/carts/\\{cartId}|GET /api/receipts/\\{cartId}");
    private static final Set<String> NULLABLE = Set.of("next", "checkedOutAt");

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getComponents().addResponses(PROBLEM, new ApiResponse().description("Refused; type explains it")
                .addHeaderObject(RequestId.HEADER, new Header().schema(text()).description(
                        "The caller's, if it sent 1 to 64 letters, digits, '.', '_' and '-', else a new one"))
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(reference(PROBLEM)))));
        api.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> describe(path, method, operation)));
        api.getComponents().getSchemas().values().forEach(ApiDescription::sharpen);
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        var call = method + " " + path;
        if (OPEN.matcher(path).matches()) {
            operation.setSecurity(List.of());
        } else if (OPERATORS.matcher(call).matches()) {
            operation.setSecurity(List.of(may("operator")));
        } else if (READERS.matcher(call).matches()) {
            operation.setSecurity(List.of(may("shopper"), may("operator")));
        }
        answers(call, operation.getResponses());
        if (call.startsWith("POST /api/carts/{cartId}/") || call.startsWith("DELETE /api/carts")) {
            operation.addParametersItem(header("If-Match", "The versions that the call is meant for, such as \"3\""));
        }
        if (WRITING.matcher(call).matches()) {
            operation.addParametersItem(header("Idempotency-Key",
                    "1 to 128 characters: within 24 hours the same call with the same key takes effect once"));
        }
        if (call.equals("GET /api/carts/{cartId}")) {
            operation.addParametersItem(header("If-None-Match", "The version that the caller has, such as \"3\""));
            operation.getResponses().addApiResponse("304", new ApiResponse().description("Unchanged"));
        }
    }

    private static void answers(String call, ApiResponses responses) {
        var done = responses.get("200");
        if (done != null && CREATING.matcher(call).matches()) {
            responses.remove("200");
            responses.addApiResponse("201", done.description("Created"));
        }
        if (done != null && TAGGED.matcher(call).matches()) {
            done.addHeaderObject("ETag", new Header().description("The cart's version").schema(text()));
        }
        if (done != null && call.equals("POST /api/carts")) {
            done.addHeaderObject("Location", new Header().description("The cart's address").schema(text()));
        }
        if (done != null && call.endsWith("/updates")) {
            done.content(new Content().addMediaType("text/event-stream",
                    new MediaType().schema(reference("CartView"))));
        }
        var refusals = WRITING.matcher(call).matches()
                ? List.of("400", "401", "404", "409", "412", "429", "default")
                : List.of("400", "401", "404", "429", "default");
        refusals.forEach(status -> responses.addApiResponse(status,
                new ApiResponse().$ref("#/components/responses/" + PROBLEM)));
    }

    /** What the types of Java can't say. */
    private static void sharpen(Schema<?> schema) {
        Objects.requireNonNullElse(schema.getProperties(), Map.<String, Schema>of()).forEach((name, property) -> {
            if (NULLABLE.contains(name)) {
                property.addType("null");
            }
            if (name.equals("status") && property.getEnum() != null) {
                property.getEnum().remove("NONE"); // A cart that is shown exists.
            }
        });
    }

    static Schema<?> text() {
        return typed("string");
    }

    /** As it is written, {@code {amount: "12.50", currency: "EUR"}}. */
    static Schema<?> money() {
        return typed("object").addProperty("amount", text().description("with the currency's decimals"))
                .addProperty("currency", text().description("ISO 4217")).required(List.of("amount", "currency"));
    }

    private static Schema<?> problem() {
        var error = typed("object").addProperty("field", text()).addProperty("message", text());
        return typed("object").description("RFC 9457, and what a program needs beside it")
                .addProperty("type", text()).addProperty("title", text()).addProperty("status", typed("integer"))
                .addProperty("detail", text()).addProperty("instance", text())
                .addProperty("requestId", text().description("As X-Request-Id of the answer"))
                .addProperty("errors", typed("array").items(error));
    }

    private static Schema<?> typed(String type) {
        return new Schema<Object>().type(type).types(Set.of(type));
    }

    private static Schema<?> reference(String schema) {
        return new Schema<Object>().$ref("#/components/schemas/" + schema);
    }

    private static Parameter header(String name, String description) {
        return new Parameter().in("header").name(name).description(description).schema(text());
    }

    private static SecurityRequirement may(String scheme) {
        return new SecurityRequirement().addList(scheme);
    }
}
