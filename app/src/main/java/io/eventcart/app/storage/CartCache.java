package io.eventcart.app.storage;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventcart.sharedkernel.CartAggregate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * The latest state of the carts that are being shopped with, so that an append need not read first. It is bounded by what the carts
 * take of the memory, not by their number: a cart of a hundred lines takes thirty times as much as an empty one.
 *
 * <p>Axon evicts a cart when a write to it fails; a stale one therefore costs one conflict, which is retried.
 */
final class CartCache implements Cache {
    /** What Axon and the cache itself keep of each. */
    private static final int AROUND_A_CART = 800;

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    /** @param bytes how much of the memory to take at the most, as {@link CartAggregate#bytes} counts */
    CartCache(long bytes) {
        this.entries = Caffeine.newBuilder().maximumWeight(bytes).weigher(CartCache::bytes).build();
    }

    private static int bytes(Object key, Object entry) {
        return ((AggregateCacheEntry<?>) entry).recreateAggregate(null, null, null)
                .getAggregateRoot() instanceof CartAggregate cart
                        ? AROUND_A_CART + cart.bytes()
                        : AROUND_A_CART;
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
