package io.eventcart.platform.sliceapi;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a longer list.
 *
 * @param next give it back as {@code after} for the part that follows; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** @param found up to one item more than {@code limit}, which tells whether there is more */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
    }
}
