package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.RunningServer;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Reader;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** A server's answers about carts, as JSON, with short pages. */
record ServerInMemory(TimeMachine timeMachine) implements RunningServer {
    private static final JsonMapper JSON = JsonMapper.builder().addModule(EventSerializer.money()).build();

    @Override
    public <T> T get(String address, Class<T> type) {
        var asked = UriComponentsBuilder.fromUriString(address).build();
        var cart = CartId.of(asked.getPathSegments().get(2));
        var parameters = asked.getQueryParams().toSingleValueMap();
        var answer = switch (asked.getPathSegments().getLast()) {
            case "history" -> timeMachine.history(cart, Reader.OPERATOR, 2, number(parameters, "after"));
            case "diff" -> timeMachine.diff(cart, Reader.OPERATOR, number(parameters, "from"),
                    number(parameters, "to"));
            default -> parameters.containsKey("version")
                    ? timeMachine.version(cart, Reader.OPERATOR, number(parameters, "version"))
                    : timeMachine.at(cart, Reader.OPERATOR, Instant.parse(parameters.get("at")));
        };
        return JSON.treeToValue(JSON.valueToTree(answer), type);
    }

    private static long number(Map<String, String> parameters, String name) {
        return Long.parseLong(Objects.requireNonNull(parameters.get(name)));
    }

    @Override
    public <T> T post(String address, @Nullable Object body, Class<T> type) {
        var cart = CartId.of(UriComponentsBuilder.fromUriString(address).build().getPathSegments().get(2));
        var condition = JSON.valueToTree(body).path("condition").asString();
        return JSON.treeToValue(
                JSON.valueToTree(timeMachine.bisect(cart, Reader.OPERATOR, Condition.of(condition))), type);
    }

    @Override
    public void download(String path, @Nullable Object body, String mediaType, Path file) {
        throw new UnsupportedOperationException(path);
    }
}
