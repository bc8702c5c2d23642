package io.eventcart.platform.web.http;

import static io.eventcart.platform.sliceapi.MetaDataKeys.ACTOR;
import static io.eventcart.platform.sliceapi.MetaDataKeys.ADDRESS;
import static io.eventcart.platform.sliceapi.MetaDataKeys.CORRELATION_ID;
import static io.eventcart.platform.sliceapi.MetaDataKeys.REQUEST_ID;

import io.eventcart.platform.web.problems.RequestId;
import io.eventcart.platform.web.visitor.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Adds metadata to a command that is sent over HTTP: the actor, the request's id, and the client's address if
 * {@code cart.audit.record-address} is set.
 */
@Component
final class CommandMetaData implements MessageDispatchInterceptor<CommandMessage<?>> {
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
        metaData.put(ACTOR, Visitor.current().map(shopper -> "shopper:" + shopper).orElse("operator"));
        RequestId.current().ifPresent(id -> {
            metaData.put(CORRELATION_ID, id);
            metaData.put(REQUEST_ID, id);
        });
        if (recordsAddress) {
            metaData.put(ADDRESS, request.getRemoteAddr());
        }
        return metaData;
    }
}
