package io.eventcart.app.eventmodel;

import io.eventcart.eventmodels.Slice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/**
 * The classes of one slice.
 *
 * @param packageName such as {@code io.eventcart.additem}
 * @param classes all but inner ones and tests
 */
record SliceCode(String packageName, List<Class<?>> classes) {
    private static final String ROOT = "io.eventcart.";

    static SliceCode of(Slice slice) {
        return ofPackage(ROOT + slice.packageName());
    }

    static SliceCode ofPackage(String packageName) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter((type, types) -> true);
        return new SliceCode(packageName, scanner.findCandidateComponents(packageName).stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(type -> (type.getPackageName() + ".").startsWith(packageName + "."))
                .toList());
    }

    Stream<Class<?>> records() {
        return classes.stream().filter(Class::isRecord);
    }

    /** @param name simple, whether it stands in a file of its own or in another class */
    Optional<Class<?>> record(String name) {
        return records().filter(type -> type.getSimpleName().equals(name)).findFirst();
    }
}
