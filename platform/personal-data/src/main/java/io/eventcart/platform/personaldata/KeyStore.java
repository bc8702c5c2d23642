package io.eventcart.platform.personaldata;

import io.eventcart.platform.personaldata.AesGcm.Encrypted;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Stores the persons' wrapped keys, apart from the events, so that a copy of the events has no keys. An erasure is final: a
 * destroyed key is never replaced by a new one.
 */
interface KeyStore {
    /** The state of a person's key. */
    sealed interface KeyEntry {}

    /** The person has no key and was not erased. */
    record Absent() implements KeyEntry {}

    /** @param madeAt to the millisecond */
    record Wrapped(Instant madeAt, Encrypted key) implements KeyEntry {}

    /** The person was erased and never gets a key again. */
    record Erased() implements KeyEntry {}

    KeyEntry find(UUID person);

    /** @return the state afterwards: the new key, a key that another caller added first, or {@link Erased} */
    KeyEntry findOrAdd(UUID person, Supplier<Wrapped> key);

    /** Overwrites and deletes the key, on disk when the method returns. Idempotent. */
    void erase(UUID person);

    /**
     * Replaces every key by the result of {@code rewrap}: all or none, even if the process dies.
     *
     * @param masterId of the new master key
     * @param makeMasterCurrent runs once all new keys are stored, before the old ones are deleted
     * @return the number of keys
     */
    int rewrap(String masterId, BiFunction<UUID, Wrapped, Wrapped> rewrap, Runnable makeMasterCurrent);
}
