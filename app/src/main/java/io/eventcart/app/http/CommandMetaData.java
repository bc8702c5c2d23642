package io.eventcart.app.http;

import static io.eventcart.sharedkernel.MetaDataKeys.ACTOR;
import static io.eventcart.sharedkernel.MetaDataKeys.ADDRESS;
import static io.eventcart.sharedkernel.MetaDataKeys.CORRELATION_ID;
import static io.eventcart.sharedkernel.MetaDataKeys.EXPECTED_VERSION;
import static io.eventcart.sharedkernel.MetaDataKeys.OPERATION_BEGUN_AT;
import static io.eventcart.sharedkernel.MetaDataKeys.OPERATION_ID;
import static io.eventcart.sharedkernel.MetaDataKeys.REQUEST_ID;

import io.eventcart.app.security.Shopper;
import io.eventcart.sharedkernel.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells a command what its HTTP request says beside the body: who asks, in what connection, under which condition. */
@Component
final class CommandMetaData implements MessageDispatchInterceptor<CommandMessage<?>> {
    private static final String REQUEST_ID_HEADER = "X-Request-Id";
    private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private final boolean recordsAddress;

    CommandMetaData(@Value("${cart.audit.record-address:false}") boolean recordsAddress) {
        this.recordsAddress = recordsAddress;
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> messages) {
        return (n, command) -> RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call
                ? command.andMetaData(of(call))
                : command;
    }

    private Map<String, Object> of(ServletRequestAttributes call) {
        var request = call.getRequest();
        var metaData = new HashMap<String, Object>();
        metaData.put(ACTOR, Shopper.current().map(shopper -> "shopper:" + shopper).orElse("operator"));
        var requestId = Optional.ofNullable(request.getHeader(REQUEST_ID_HEADER))
                .filter(REQUEST_ID_FORM.asMatchPredicate()).orElseGet(() -> newRequestId(call));
        metaData.put(CORRELATION_ID, requestId);
        metaData.put(REQUEST_ID, requestId);
        if (recordsAddress) {
            metaData.put(ADDRESS, request.getRemoteAddr());
        }
        if (request.getAttribute(IfMatch.VERSIONS) instanceof String versions) {
            metaData.put(EXPECTED_VERSION, versions);
        }
        if (request.getAttribute(CallArguments.OPERATION) instanceof Operation operation) {
            metaData.put(OPERATION_ID, operation.id().toString());
            metaData.put(OPERATION_BEGUN_AT, operation.begunAt().toString());
        }
        return metaData;
    }

    /** The answer tells it, so that what a shopper complains about can be found in the audit trail. */
    private static String newRequestId(ServletRequestAttributes call) {
        var told = call.getResponse() == null ? null : call.getResponse().getHeader(REQUEST_ID_HEADER);
        var id = told == null ? UUID.randomUUID().toString() : told;
        if (call.getResponse() != null) {
            call.getResponse().setHeader(REQUEST_ID_HEADER, id);
        }
        return id;
    }
}
