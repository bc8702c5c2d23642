package io.eventcart.platform.storedevents;

import io.eventcart.platform.sliceapi.EventTypes;
import io.eventcart.platform.sliceapi.NewestForm;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.util.List;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JacksonModule;

@Configuration(proxyBeanMethods = false)
class SerializerConfiguration {
    @Bean
    JacksonModule money() {
        return EventSerializer.money();
    }

    @Bean
    StoredTypes storedTypes() {
        return StoredTypes.find();
    }

    /** For events, snapshots, messages and tokens alike. */
    @Bean
    @Primary
    Serializer serializer(StoredTypes types) {
        return EventSerializer.of(types);
    }

    /** Runs at the start, before an event can be stored that would never be read. */
    @Bean
    SmartInitializingSingleton storedTypesAreRead(StoredTypes types, List<EventUpcaster> upcasters,
            Serializer serializer) {
        return () -> types.requireUntouched(new EventUpcasterChain(upcasters), serializer);
    }

    @Bean
    EventTypes eventTypes(StoredTypes types) {
        var events = types.events();
        return () -> events;
    }

    @Bean
    NewestForm newestForm(StoredTypes types, ObjectProvider<EventUpcaster> upcasters) {
        return new Upcasters(types, new EventUpcasterChain(
                upcasters.orderedStream().filter(upcaster -> !(upcaster instanceof UnknownTypes)).toList()));
    }

    /** Runs after the slices' upcasters. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    UnknownTypes unknownTypes(StoredTypes types, ObjectProvider<StoredEvents> stored) {
        return new UnknownTypes(types, (stream, sequenceNumber) -> stored.getObject().find(stream, sequenceNumber)
                .map(StoredEvent::position).orElse(0L));
    }
}
