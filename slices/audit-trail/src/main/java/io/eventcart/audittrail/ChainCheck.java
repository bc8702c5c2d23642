package io.eventcart.audittrail;

import io.eventcart.audittrail.Verdict.Broken;
import io.eventcart.audittrail.Verdict.Fault;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks the hash chain of every stream, in the order of the store. The latest links are cached and others are read from the store,
 * so memory does not grow with the number of streams.
 */
final class ChainCheck {
    private static final int MAX_CACHED = 50_000;

    private final StoredEvents stored;
    private final Map<String, LastLink> lastLinks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LastLink> eldest) {
            return size() > MAX_CACHED;
        }
    };
    private boolean hasBegun;
    private long checked;
    private long unchained;

    ChainCheck(StoredEvents stored) {
        this.stored = stored;
    }

    /** @param hash empty before the chain begins */
    private record LastLink(long sequenceNumber, String hash) {}

    /** @return the number of intact events */
    long checked() {
        return checked;
    }

    /** @return the number of events older than the chain */
    long unchained() {
        return unchained;
    }

    /** @return the fault at the event, or directly before it */
    Optional<Broken> check(StoredEvent event) {
        var sequenceBroken = checkSequence(event);
        if (sequenceBroken.isPresent()) {
            return sequenceBroken;
        }
        var hash = event.hash();
        if (hash == null && hasBegun) {
            return Optional.of(broken(event, Fault.INSERTED,
                    "it has no hash, though every event since the chain began has one"));
        }
        if (hash == null) {
            unchained++;
        } else if (!hash.equals(event.hashAfter(hashBefore(event)))) {
            return Optional.of(broken(event, Fault.CHANGED, "what is stored does not match its hash"));
        }
        checked++;
        hasBegun |= hash != null;
        lastLinks.put(event.aggregateId(), new LastLink(event.sequenceNumber(), Objects.requireNonNullElse(hash, "")));
        return Optional.empty();
    }

    private Optional<Broken> checkSequence(StoredEvent event) {
        var previous = event.sequenceNumber() - 1;
        var link = lastLinks.get(event.aggregateId());
        if (link == null && previous >= 0) {
            var before = stored.find(event.aggregateId(), previous);
            if (before.isEmpty() || before.get().position() > event.position()) {
                return Optional.of(sequenceFault(event, before));
            }
            lastLinks.put(event.aggregateId(),
                    new LastLink(previous, Objects.requireNonNullElse(before.get().hash(), "")));
        } else if (link != null && link.sequenceNumber() != previous) {
            return Optional.of(sequenceFault(event, stored.find(event.aggregateId(), link.sequenceNumber() + 1)));
        }
        return Optional.empty();
    }

    private static Broken sequenceFault(StoredEvent event, Optional<StoredEvent> expected) {
        if (expected.isPresent()) {
            return broken(event, Fault.REORDERED, "it does not follow the previous event of its cart");
        }
        return new Broken(Fault.REMOVED, event.aggregateId(), event.sequenceNumber(), null, null, null,
                "the event before version " + (event.sequenceNumber() + 1) + " is missing");
    }

    private String hashBefore(StoredEvent event) {
        var link = lastLinks.get(event.aggregateId());
        return link == null ? "" : link.hash();
    }

    static Broken broken(StoredEvent event, Fault fault, String detail) {
        return new Broken(fault, event.aggregateId(), event.sequenceNumber() + 1, event.type(), event.position(), null,
                detail);
    }
}
