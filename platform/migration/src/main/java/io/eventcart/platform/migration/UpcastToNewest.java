package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.NewestForm;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.storedevents.StoredTypes;
import io.eventcart.platform.storedevents.UnknownTypes;
import io.eventcart.platform.storedevents.Upcasters;
import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Upcasts an event to its newest form with the upcasters of all slices, in the app's order. */
final class UpcastToNewest implements EventTransform {
    private static final String ROOT = "io.eventcart";

    private final NewestForm newest;

    private UpcastToNewest(NewestForm newest) {
        this.newest = newest;
    }

    static UpcastToNewest ofTheSlices() {
        try (var context = new AnnotationConfigApplicationContext()) {
            var scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(EventUpcaster.class));
            scanner.addExcludeFilter(new AssignableTypeFilter(UnknownTypes.class)); // Unknown types stay unchanged.
            scanner.scan(ROOT);
            context.refresh();
            return new UpcastToNewest(new Upcasters(StoredTypes.find(), new EventUpcasterChain(
                    context.getBeanProvider(EventUpcaster.class).orderedStream().toList())));
        }
    }

    @Override
    public List<StoredEvent> transform(StoredEvent event) {
        return newest.of(event);
    }
}
