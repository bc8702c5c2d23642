package io.eventcart.platform.storedevents;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.StoredAs;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventData;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * The one place that maps the names in the event store to classes. It finds every {@link DomainEvent}, and every other type with
 * {@link StoredAs}, such as an aggregate for its snapshots.
 *
 * @param classes by logical name
 */
public record StoredTypes(Map<String, Class<?>> classes) {
    private static final String ROOT = "io.eventcart";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    /** @throws IllegalStateException if an event has no name or no revision, or two share a name */
    public static StoredTypes find() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(DomainEvent.class));
        scanner.addIncludeFilter(new AnnotationTypeFilter(StoredAs.class));
        var types = new ArrayList<Class<?>>();
        scanner.findCandidateComponents(ROOT).stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName() + "", null))
                .filter(type -> !type.isLocalClass() && !Modifier.isPrivate(type.getModifiers())) // Tests make some up.
                .forEach(types::add);
        return of(types);
    }

    /** @throws IllegalStateException if a type has no name or no revision, or two share a name */
    public static StoredTypes of(List<Class<?>> types) {
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

    /** @return the events among them, by logical name */
    public Map<String, Class<? extends DomainEvent>> events() {
        var events = new TreeMap<String, Class<? extends DomainEvent>>();
        classes.forEach((name, type) -> {
            if (DomainEvent.class.isAssignableFrom(type)) {
                events.put(name, type.asSubclass(DomainEvent.class));
            }
        });
        return events;
    }

    /** @return whether the code reads that revision of that type without an upcaster */
    public boolean include(String name, @Nullable String revision) {
        var type = classes.get(name);
        return type != null && revisionOf(type).equals(revision);
    }

    /**
     * Checks that no current form is one that an upcaster changes. An old name is taken for ever, since stores have events of it.
     *
     * @param upcasters all of them, in their order
     * @throws IllegalStateException if an upcaster changes a form that is written today: it would be stored, and read as something
     *     else
     */
    public void requireUntouched(EventUpcaster upcasters, Serializer serializer) {
        classes.forEach((name, type) -> {
            var revision = revisionOf(type);
            var stored = new EmptyEvent(new SimpleSerializedObject<>(NOTHING, byte[].class, name, revision));
            var read = upcasters.upcast(Stream.of(new InitialEventRepresentation(stored, serializer)))
                    .map(event -> event.getType().getName() + " " + event.getType().getRevision()).toList();
            if (!read.equals(List.of(name + " " + revision))) {
                throw new IllegalStateException(
                        type.getName() + " is @StoredAs(\"" + name + "\") @Revision(\"" + revision
                                + "\"), a form that an upcaster takes for an old event and reads as " + read
                                + ": give it another name, or the next revision if it is that event");
            }
        });
    }

    /** An event without content, since upcasters select events by type. */
    private record EmptyEvent(SerializedObject<byte[]> getPayload) implements EventData<byte[]> {
        @Override
        public String getEventIdentifier() {
            return "any";
        }

        @Override
        public Instant getTimestamp() {
            return Instant.EPOCH;
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return getPayload;
        }
    }

    /** @return the current revision of the class */
    public static String revisionOf(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(Revision.class), type.getName()).value();
    }

    /**
     * @return the stored name of the class
     * @throws IllegalStateException if it has no name or no revision
     */
    public static String nameOf(Class<?> type) {
        var name = type.getAnnotation(StoredAs.class);
        if (name == null || !type.isAnnotationPresent(Revision.class)) {
            throw new IllegalStateException(type.getName()
                    + " needs @StoredAs(\"cart.what-happened\") and @Revision(\"1\"): the store knows no class names");
        }
        return name.value();
    }
}
