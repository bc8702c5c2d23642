package io.eventcart.platform.personaldata;

import io.eventcart.platform.personaldata.KeyStore.Absent;
import io.eventcart.platform.personaldata.KeyStore.Erased;
import io.eventcart.platform.personaldata.KeyStore.Wrapped;
import io.eventcart.platform.sliceapi.PersonErased;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;

/**
 * A key per person, unwrapped only while in use. Keys are not cached, so an erasure takes effect at once on every instance that
 * shares the store. Reading a key is quick; docs/adr/0012 has the figure.
 */
final class PersonKeys {
    private final KeyStore store;
    private final MasterKey master;
    private final Clock clock;

    PersonKeys(KeyStore store, MasterKey master, Clock clock) {
        this.store = store;
        this.master = master;
        this.clock = clock;
    }

    /**
     * @return the person's key, made now if there was none
     * @throws PersonErased if the person was erased
     */
    SecretKey findOrMake(UUID person) {
        return switch (store.findOrAdd(person, () -> make(person))) {
            case Erased erased -> throw new PersonErased(person);
            case Wrapped wrapped -> unwrap(wrapped, person)
                    .orElseThrow(() -> new IllegalStateException("the key of person " + person + " does not open"));
            case Absent absent -> throw new IllegalStateException("no key was made for shopper " + person);
        };
    }

    /** @return empty if there is none, or it was changed and can't be unwrapped */
    Optional<SecretKey> find(UUID person) {
        return store.find(person) instanceof Wrapped wrapped ? unwrap(wrapped, person) : Optional.empty();
    }

    boolean isErased(UUID person) {
        return store.find(person) instanceof Erased;
    }

    Optional<Instant> madeAt(UUID person) {
        return store.find(person) instanceof Wrapped wrapped ? Optional.of(wrapped.madeAt()) : Optional.empty();
    }

    void erase(UUID person) {
        store.erase(person);
    }

    boolean areWrappedBy(MasterKey other) {
        return master.id().equals(other.id());
    }

    /** @return how many keys are now wrapped by the new master key */
    int rewrap(MasterKey next, Runnable makeMasterCurrent) {
        return store.rewrap(next.id(), (person, wrapped) -> {
            try {
                return new Wrapped(wrapped.madeAt(), next.wrap(master.unwrap(wrapped.key(), person), person));
            } catch (AEADBadTagException e) {
                throw new IllegalStateException("the key of person " + person + " does not open: it was changed", e);
            }
        }, makeMasterCurrent);
    }

    private Wrapped make(UUID person) {
        return new Wrapped(clock.instant(), master.wrap(AesGcm.randomKey(), person));
    }

    private Optional<SecretKey> unwrap(Wrapped wrapped, UUID person) {
        try {
            return Optional.of(AesGcm.key(master.unwrap(wrapped.key(), person)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        }
    }
}
