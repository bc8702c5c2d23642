package io.eventcart.app.storage;

import io.eventcart.app.moving.HistoryRewritten;
import io.eventcart.sharedkernel.CartAggregate;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.ShopperEvent;
import io.eventcart.sharedkernel.StoredAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * The one place that maps the names in the event store to classes. It finds every {@link CartEvent} and
 * {@link ShopperEvent} by itself.
 *
 * @param classes by logical name
 */
public record StoredTypes(Map<String, Class<?>> classes) {
    private static final String ROOT = "io.eventcart";

    /** @throws IllegalStateException if an event has no name or no revision, or two share a name */
    public static StoredTypes find() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(CartEvent.class));
        scanner.addIncludeFilter(new AssignableTypeFilter(ShopperEvent.class));
        var types = new ArrayList<Class<?>>(List.of(CartAggregate.class, HistoryRewritten.class));
        scanner.findCandidateComponents(ROOT).stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName() + "", null))
                .filter(type -> !type.isLocalClass()) // Tests make some up on the spot.
                .forEach(types::add);
        return of(types);
    }

    static StoredTypes of(List<Class<?>> types) {
        var classes = new TreeMap<String, Class<?>>();
        for (var type : types) {
            var other = classes.put(nameOf(type), type);
            if (other != null) {
                throw new IllegalStateException(type.getName() + " and " + other.getName() + " are both @StoredAs(\""
                        + nameOf(type) + "\"): give one of them another name");
            }
        }
        return new StoredTypes(classes);
    }

    private static String nameOf(Class<?> type) {
        var name = type.getAnnotation(StoredAs.class);
        if (name == null || !type.isAnnotationPresent(Revision.class)) {
            throw new IllegalStateException(type.getName()
                    + " needs @StoredAs(\"cart.what-happened\") and @Revision(\"1\"): the store knows no class names");
        }
        return name.value();
    }
}
