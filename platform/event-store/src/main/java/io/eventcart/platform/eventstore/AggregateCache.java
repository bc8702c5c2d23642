package io.eventcart.platform.eventstore;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Caches the latest state of aggregates, so that an append need not read first. Bounded by memory, not by number of entries, since
 * aggregates differ in size.
 *
 * <p>Axon evicts an aggregate when a write to it fails, so a stale entry costs one conflict, which is retried.
 */
public final class AggregateCache implements Cache {
    /** The overhead of Axon and the cache per entry. */
    private static final int BYTES_AROUND_AN_AGGREGATE = 800;

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    /**
     * @param bytes the largest size of the cache
     * @param size estimates the bytes of an aggregate from its root
     */
    public AggregateCache(long bytes, ToIntFunction<Object> size) {
        this.entries = Caffeine.newBuilder().maximumWeight(bytes)
                .weigher((Object key, Object entry) -> BYTES_AROUND_AN_AGGREGATE
                        + size.applyAsInt(((AggregateCacheEntry<?>) entry).recreateAggregate(null, null, null)
                                .getAggregateRoot()))
                .build();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature.
    public <K, V> @Nullable V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Object key, Supplier<T> value) {
        return (T) entries.get(key, absent -> value.get());
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    /** Nothing listens to this cache; Axon's own use of it registers no listener. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> false;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (present, value) -> update.apply((V) value));
    }
}
