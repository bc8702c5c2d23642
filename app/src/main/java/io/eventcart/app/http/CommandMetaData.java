package io.eventcart.app.http;

import static io.eventcart.sharedkernel.MetaDataKeys.ACTOR;
import static io.eventcart.sharedkernel.MetaDataKeys.CORRELATION_ID;
import static io.eventcart.sharedkernel.MetaDataKeys.EXPECTED_VERSION;
import static io.eventcart.sharedkernel.MetaDataKeys.OPERATION_ID;
import static io.eventcart.sharedkernel.MetaDataKeys.REPEATED;

import io.eventcart.app.security.Shopper;
import io.eventcart.sharedkernel.InvalidRequest;
import io.eventcart.sharedkernel.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells a command what its HTTP request says beside the body: who asks, in what connection, under which condition. */
@Component
final class CommandMetaData implements MessageDispatchInterceptor<CommandMessage<?>> {
    static final String REPEATED_CALL = REPEATED;
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern VERSION_TAG = Pattern.compile("\"(\\d{1,18})\"");

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> messages) {
        return (n, command) -> RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call
                ? command.andMetaData(of(call.getRequest()))
                : command;
    }

    private static Map<String, Object> of(HttpServletRequest request) {
        var metaData = new HashMap<String, Object>();
        metaData.put(ACTOR, Shopper.current().map(shopper -> "shopper:" + shopper).orElse("operator"));
        var requestId = request.getHeader(REQUEST_ID);
        if (requestId != null && REQUEST_ID_FORM.matcher(requestId).matches()) {
            metaData.put(CORRELATION_ID, requestId);
        }
        var condition = request.getHeader(HttpHeaders.IF_MATCH);
        if (condition != null && !condition.equals("*")) {
            metaData.put(EXPECTED_VERSION, version(condition.strip()));
        }
        if (request.getAttribute(CallArguments.OPERATION) instanceof Operation operation) {
            metaData.put(OPERATION_ID, operation.id().toString());
        }
        if (request.getAttribute(REPEATED_CALL) != null) {
            metaData.put(REPEATED, true);
        }
        return metaData;
    }

    private static long version(String tag) {
        var version = VERSION_TAG.matcher(tag);
        if (!version.matches()) {
            throw new InvalidRequest("If-Match", "is not one version in quotes, such as \"3\"");
        }
        return Long.parseLong(version.group(1));
    }
}
