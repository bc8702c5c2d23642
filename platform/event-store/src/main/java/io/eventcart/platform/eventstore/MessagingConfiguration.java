package io.eventcart.platform.eventstore;

import static io.eventcart.platform.sliceapi.MetaDataKeys.OCCURRED_AT;

import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.storedevents.ChainedEvents;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {
    @Bean
    ConfigurerModule interceptors(List<MessageDispatchInterceptor<CommandMessage<?>>> onCommands,
            List<MessageHandlerInterceptor<CommandMessage<?>>> aroundCommands, ChainedEvents chained) {
        return configurer -> configurer.onInitialize(config -> config.onStart(() -> {
            onCommands.forEach(config.commandBus()::registerDispatchInterceptor);
            config.commandBus().registerHandlerInterceptor(MessagingConfiguration::carryRejection);
            aroundCommands.forEach(config.commandBus()::registerHandlerInterceptor);
            config.eventBus().registerDispatchInterceptor(messages -> (n, event) -> atItsTime(event));
            // The last interceptor: its hash covers the event exactly as stored.
            config.eventBus().registerDispatchInterceptor(chained);
        }));
    }

    /** Sends a rejection as data, so that the sender gets the same answer from this and from another instance. */
    private static Object carryRejection(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (Rejection rejection) {
            throw new CommandExecutionException(rejection.getMessage(), null, rejection.details(), false);
        }
    }

    /** Imported events get the time of their occurrence, not of the import. */
    private static EventMessage<?> atItsTime(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ofCart
                && event.getMetaData().get(OCCURRED_AT) instanceof String occurredAt
                        ? new GenericDomainEventMessage<>(ofCart.getType(), ofCart.getAggregateIdentifier(),
                                ofCart.getSequenceNumber(), ofCart.withMetaData(
                                        ofCart.getMetaData().withoutKeys(Set.of(OCCURRED_AT))),
                                Instant.parse(occurredAt))
                        : event;
    }
}
