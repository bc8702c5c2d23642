package io.eventcart.app.eventmodel;

import io.eventcart.platform.sliceapi.Guard;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A slice's endpoints, with what the app puts around every endpoint, asked as a shopper or the operator asks them. */
final class Face {
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final boolean isAskedByOperator;
    private final MockMvc http;
    private final JsonMapper json;

    Face(SliceUnderTest slice, boolean isAskedByOperator) {
        this.isAskedByOperator = isAskedByOperator;
        json = slice.bean(JsonMapper.class);
        var resolvers = new ArrayList<HandlerMethodArgumentResolver>();
        slice.all(WebMvcConfigurer.class).forEach(app -> app.addArgumentResolvers(resolvers));
        http = MockMvcBuilders.standaloneSetup(slice.components(RestController.class).toArray())
                .setControllerAdvice(slice.ofTheApp(ControllerAdvice.class).toArray())
                .setCustomArgumentResolvers(resolvers.toArray(HandlerMethodArgumentResolver[]::new))
                .setMessageConverters(new JacksonJsonHttpMessageConverter(json))
                .build();
    }

    /** What came back. */
    record Answer(int status, JsonNode body) {
        /** @return the last part of its problem type; empty if it is none */
        String problem() {
            return body.path("type").stringValue("").replaceFirst("^/problems/", "");
        }
    }

    /**
     * @param endpoint such as {@code POST /api/carts/{cartId}/items}
     * @param known where the values in its path come from, if nothing is said of them
     * @param said what the shopper says: what is not in the path is the body of what has one, else parameters
     */
    Answer ask(String endpoint, ObjectNode known, ObjectNode said) throws Exception {
        var rest = said.deepCopy();
        var path = VARIABLE.matcher(endpoint.substring(endpoint.indexOf(' ') + 1)).replaceAll(variable -> {
            var value = rest.has(variable.group(1)) ? rest.get(variable.group(1)) : known.path(variable.group(1));
            rest.remove(variable.group(1));
            return Objects.requireNonNull(value.asString(""));
        });
        var method = HttpMethod.valueOf(endpoint.substring(0, endpoint.indexOf(' ')));
        var shopper = rest.has("shopperId") ? rest.get("shopperId") : known.path("shopperId");
        rest.remove("shopperId");
        var request = MockMvcRequestBuilders.request(method, URI.create(path.replace(" ", "%20")))
                .accept(MediaType.APPLICATION_JSON);
        if (!endpoint.contains("{cartId}") && known.path("cartId").isString()) {
            request.requestAttr(Guard.class.getName(),
                    Guard.ofOperation(known.path("cartId").stringValue(), Instant.EPOCH));
        }
        if (WITH_BODY.contains(method) && !rest.isEmpty()) {
            request.contentType(MediaType.APPLICATION_JSON).content(json.writeValueAsString(rest));
        } else {
            rest.properties().forEach(parameter -> request.param(parameter.getKey(), parameter.getValue().asString()));
        }
        try {
            if (!isAskedByOperator) {
                SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(
                        Jwt.withTokenValue("token").header("alg", "none").subject(shopper.asString("")).build()));
            }
            return answer(http.perform(request).andReturn().getResponse());
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Answer answer(MockHttpServletResponse response) throws Exception {
        return new Answer(response.getStatus(), json.readTree(response.getContentAsByteArray()));
    }
}
