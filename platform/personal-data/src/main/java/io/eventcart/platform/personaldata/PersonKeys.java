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
 * A key per shopper, unwrapped only while in use. Keys are not cached, so an erasure takes effect at once on every instance that
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
     * @return the shopper's key, made now if there was none
     * @throws PersonErased if the shopper was erased
     */
    SecretKey findOrMake(UUID shopper) {
        return switch (store.findOrAdd(shopper, () -> make(shopper))) {
            case Erased erased -> throw new PersonErased(shopper);
            case Wrapped wrapped -> unwrap(wrapped, shopper)
                    .orElseThrow(() -> new IllegalStateException("the key of shopper " + shopper + " does not open"));
            case Absent absent -> throw new IllegalStateException("no key was made for shopper " + shopper);
        };
    }

    /** @return empty if there is none, or it was changed and can't be unwrapped */
    Optional<SecretKey> find(UUID shopper) {
        return store.find(shopper) instanceof Wrapped wrapped ? unwrap(wrapped, shopper) : Optional.empty();
    }

    boolean isErased(UUID shopper) {
        return store.find(shopper) instanceof Erased;
    }

    Optional<Instant> madeAt(UUID shopper) {
        return store.find(shopper) instanceof Wrapped wrapped ? Optional.of(wrapped.madeAt()) : Optional.empty();
    }

    void erase(UUID shopper) {
        store.erase(shopper);
    }

    boolean areWrappedBy(MasterKey other) {
        return master.id().equals(other.id());
    }

    /** @return how many keys are now wrapped by the new master key */
    int rewrap(MasterKey next, Runnable makeMasterCurrent) {
        return store.rewrap(next.id(), (shopper, wrapped) -> {
            try {
                return new Wrapped(wrapped.madeAt(), next.wrap(master.unwrap(wrapped.key(), shopper), shopper));
            } catch (AEADBadTagException e) {
                throw new IllegalStateException("the key of shopper " + shopper + " does not open: it was changed", e);
            }
        }, makeMasterCurrent);
    }

    private Wrapped make(UUID shopper) {
        return new Wrapped(clock.instant(), master.wrap(AesGcm.randomKey(), shopper));
    }

    private Optional<SecretKey> unwrap(Wrapped wrapped, UUID shopper) {
        try {
            return Optional.of(AesGcm.key(master.unwrap(wrapped.key(), shopper)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        }
    }
}
