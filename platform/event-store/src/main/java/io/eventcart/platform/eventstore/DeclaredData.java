package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.AccompaniesEvents;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** What the types on the class path declare by annotations, for code that runs before they are beans, or without them. */
public final class DeclaredData {
    private static final String ROOT = "io.eventcart";

    private DeclaredData() {}

    /** @return the tables of those declarations, in the order of their names */
    public static List<String> tables(Predicate<AccompaniesEvents> which) {
        return declared(AccompaniesEvents.class).filter(which).flatMap(data -> Arrays.stream(data.tables())).sorted()
                .toList();
    }

    /** @return the files of those declarations, relative to the data directory */
    public static List<String> files(Predicate<AccompaniesEvents> which) {
        return declared(AccompaniesEvents.class).filter(which).flatMap(data -> Arrays.stream(data.files())).sorted()
                .toList();
    }

    /** @return the annotations of that type which classes of the app bear */
    public static <A extends Annotation> Stream<A> declared(Class<A> annotation) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(annotation));
        return scanner.findCandidateComponents(ROOT).stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .map(type -> Objects.requireNonNull(type.getAnnotation(annotation)));
    }
}
