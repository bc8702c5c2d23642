package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.KeptIn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.config.ProcessingGroup;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * A projection: an event handler and its tables, which can be rebuilt from the events.
 *
 * @param bean the name of the bean that handles the events
 * @param tables as {@link KeptIn} names them
 * @param rowsAreOfOneStream as {@link KeptIn#rowsAreOfOneStream} says
 */
record Projection(String name, String bean, List<String> tables, boolean rowsAreOfOneStream) {
    /** @return all projections by name; finds the beans by their annotations and does not create them */
    static Map<String, Projection> all(ListableBeanFactory beans) {
        var found = new TreeMap<String, Projection>();
        for (var bean : beans.getBeanNamesForAnnotation(KeptIn.class)) {
            var kept = Optional.ofNullable(beans.findAnnotationOnBean(bean, KeptIn.class)).orElseThrow();
            var group = Optional.ofNullable(beans.findAnnotationOnBean(bean, ProcessingGroup.class))
                    .orElseThrow(() -> new IllegalStateException(
                            bean + " has @KeptIn, so it needs a @ProcessingGroup"));
            found.put(group.value(), new Projection(group.value(), bean, Arrays.asList(kept.value()),
                    kept.rowsAreOfOneStream()));
        }
        return found;
    }

    List<ProjectionCopy> copies() {
        return List.of(new ProjectionCopy(name, ProjectionCopy.FIRST), new ProjectionCopy(name, ProjectionCopy.SECOND));
    }
}
