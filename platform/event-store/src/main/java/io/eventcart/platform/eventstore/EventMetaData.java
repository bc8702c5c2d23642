package io.eventcart.platform.eventstore;

import static io.eventcart.platform.sliceapi.MetaDataKeys.ACTOR;
import static io.eventcart.platform.sliceapi.MetaDataKeys.ADDRESS;
import static io.eventcart.platform.sliceapi.MetaDataKeys.APP_VERSION;
import static io.eventcart.platform.sliceapi.MetaDataKeys.CAUSATION_ID;
import static io.eventcart.platform.sliceapi.MetaDataKeys.COMMAND;
import static io.eventcart.platform.sliceapi.MetaDataKeys.CORRELATION_ID;
import static io.eventcart.platform.sliceapi.MetaDataKeys.OCCURRED_AT;
import static io.eventcart.platform.sliceapi.MetaDataKeys.OPERATION_ID;
import static io.eventcart.platform.sliceapi.MetaDataKeys.REQUEST_ID;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Adds actor, command, correlation, causation and origin to the metadata of every message that a message causes. */
@Component
final class EventMetaData implements CorrelationDataProvider {
    private final String appVersion;

    /** @param appVersion from the jar's manifest, by Spring Boot; missing in an IDE */
    EventMetaData(@Value("${spring.application.version:development}") String appVersion) {
        this.appVersion = appVersion;
    }

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var given = message.getMetaData();
        var passedOn = new HashMap<String, Object>();
        passedOn.put(CORRELATION_ID, given.getOrDefault(CORRELATION_ID, message.getIdentifier()));
        passedOn.put(CAUSATION_ID, message.getIdentifier());
        passedOn.put(APP_VERSION, appVersion);
        passedOn.put(ACTOR, given.getOrDefault(ACTOR, "system"));
        if (message instanceof CommandMessage<?>) {
            passedOn.put(COMMAND, message.getPayloadType().getSimpleName());
        }
        List.of(OPERATION_ID, OCCURRED_AT, REQUEST_ID, ADDRESS).stream().filter(given::containsKey)
                .forEach(key -> passedOn.put(key, given.get(key)));
        return passedOn;
    }
}
