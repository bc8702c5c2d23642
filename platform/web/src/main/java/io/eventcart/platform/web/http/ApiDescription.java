package io.eventcart.platform.web.http;

import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Revalidated;
import io.eventcart.platform.sliceapi.SendsCommand;
import io.eventcart.platform.web.problems.RequestId;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
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
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import reactor.core.publisher.Flux;

/** Adds to the API's description what is the same for many endpoints: their callers, headers and refusals. */
@Component
@SuppressWarnings({"rawtypes", "unchecked"}) // The library's own models are raw.
public final class ApiDescription implements OpenApiCustomizer, OperationCustomizer {
    private static final String PROBLEM = "Problem";
    private static final Pattern PAGES = Pattern.compile("/problems/.*|/event-model.*");
    private static final List<String> REFUSED = List.of("400", "401", "404", "429", "default");
    private static final Set<String> NULLABLE = Set.of("next", "checkedOutAt");

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getComponents().addResponses(PROBLEM, new ApiResponse().description("Refused; type explains it")
                .addHeaderObject(RequestId.HEADER, new Header().schema(text()).description(
                        "The caller's, if it sent 1 to 64 letters, digits, '.', '_' and '-', else a new one"))
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(reference(PROBLEM)))));
        api.getPaths().forEach((path, item) -> item.readOperations().forEach(operation -> describe(path, operation)));
        api.getComponents().getSchemas().values().forEach(ApiDescription::refine);
    }

    private static void describe(String path, Operation operation) {
        REFUSED.forEach(status -> operation.getResponses().computeIfAbsent(status, absent -> refused()));
        if (PAGES.matcher(path).matches()) {
            operation.setSecurity(List.of());
        }
    }

    /** Describes what the endpoint's annotations declare. */
    @Override
    public Operation customize(Operation operation, HandlerMethod endpoint) {
        var callers = callers(endpoint);
        if (!callers.isEmpty()) {
            operation.setSecurity(callers.contains(Caller.ANYBODY)
                    ? List.of()
                    : callers.stream().map(caller -> requirement(caller == Caller.OPERATOR ? "operator" : "shopper"))
                            .toList());
        }
        var command = endpoint.getMethodAnnotation(SendsCommand.class);
        if (command != null) {
            if (command.toExisting()) {
                operation.addParametersItem(
                        header("If-Match", "The versions that the call is meant for, such as \"3\""));
            }
            operation.addParametersItem(header("Idempotency-Key",
                    "1 to 128 characters: within 24 hours the same call with the same key takes effect once"));
            addETag(operation.getResponses());
            List.of("409", "412").forEach(status -> operation.getResponses().addApiResponse(status, refused()));
        }
        if (endpoint.hasMethodAnnotation(Revalidated.class)) {
            operation.addParametersItem(header("If-None-Match", "The version that the caller has, such as \"3\""));
            operation.getResponses().addApiResponse("304", new ApiResponse().description("Unchanged"));
            addETag(operation.getResponses());
        }
        var streamed = ResolvableType.forMethodReturnType(endpoint.getMethod()).as(Flux.class).getGeneric()
                .as(ServerSentEvent.class).getGeneric().resolve();
        if (streamed != null) {
            Objects.requireNonNull(operation.getResponses().get("200"))
                    .content(new Content().addMediaType("text/event-stream",
                            new MediaType().schema(reference(streamed.getSimpleName()))));
        }
        return operation;
    }

    private static List<Caller> callers(HandlerMethod endpoint) {
        var ofMethod = endpoint.getMethodAnnotation(MayCall.class);
        var annotation = ofMethod != null
                ? ofMethod
                : AnnotatedElementUtils.findMergedAnnotation(endpoint.getBeanType(), MayCall.class);
        return annotation == null ? List.of() : List.of(annotation.value());
    }

    private static void addETag(ApiResponses responses) {
        Stream.of("200", "201").map(responses::get).filter(Objects::nonNull).forEach(done -> done
                .addHeaderObject("ETag", new Header().description("The version").schema(text())));
    }

    private static ApiResponse refused() {
        return new ApiResponse().$ref("#/components/responses/" + PROBLEM);
    }

    /** Describes what Java types can't express. */
    private static void refine(Schema<?> schema) {
        Objects.requireNonNullElse(schema.getProperties(), Map.<String, Schema>of()).forEach((name, property) -> {
            if (NULLABLE.contains(name)) {
                property.addType("null");
            }
            if (name.equals("status") && property.getEnum() != null) {
                property.getEnum().remove("NONE"); // Only existing carts are shown.
            }
        });
    }

    public static Schema<?> text() {
        return typed("string");
    }

    /** Money in JSON, {@code {amount: "12.50", currency: "EUR"}}. */
    public static Schema<?> money() {
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

    private static SecurityRequirement requirement(String scheme) {
        return new SecurityRequirement().addList(scheme);
    }
}
