package io.eventcart.platform.personaldata;

import io.eventcart.platform.personaldata.AesGcm.Encrypted;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Where the shoppers' keys lie, wrapped; apart from the events, so that a copy of the events holds no key. Who was erased stays
 * erased: no new key is ever added in place of a destroyed one.
 */
interface KeyStore {
    /** What there is of a shopper. */
    sealed interface Entry {}

    /** Neither has had a key nor was erased. */
    record Absent() implements Entry {}

    /** @param madeAt to the millisecond */
    record Wrapped(Instant madeAt, Encrypted key) implements Entry {}

    /** Had a key or not, and will have none. */
    record Erased() implements Entry {}

    Entry find(UUID shopper);

    /** @return what is there afterwards: the new key, one that another caller was first to add, or {@link Erased} */
    Entry findOrAdd(UUID shopper, Supplier<Wrapped> key);

    /** Overwrites and removes the key. When this returns, that is on disk. May be called again. */
    void erase(UUID shopper);

    /**
     * Replaces every key by what {@code rewrap} makes of it: all of them or, whenever the process may die, none.
     *
     * @param masterId of the new master key
     * @param switchMaster runs once all are there in their new form, before the old ones go
     * @return how many
     */
    int rewrap(String masterId, BiFunction<UUID, Wrapped, Wrapped> rewrap, Runnable switchMaster);
}
