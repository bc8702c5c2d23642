package io.eventcart.platform.sliceapi;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a longer list.
 *
 * @param next the {@code after} of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** @param found up to {@code limit} + 1 items; the additional one means that another page follows */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
    }
}
