package io.eventcart.audittrail;

import io.eventcart.platform.sliceapi.MerkleTree;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.sliceapi.StoredEvents.Leaf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes a seal after a number of events, or after a time if there are fewer. It continues after the last seal, so a restart skips
 * nothing and seals nothing twice.
 */
@Component
final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final int MAX_SEALS_PER_RUN = 20;
    /** A position that is still missing after this long belongs to an append that failed. */
    private static final Duration GAP_SETTLES = Duration.ofSeconds(60);

    private final StoredEvents events;
    private final Seals seals;
    private final SealKey key;
    private final Clock clock;
    private final int mostEvents;
    private final Duration longestTime;
    private final Instant begun;
    private @Nullable Seal last;
    private long after;
    private boolean isResumed;
    private boolean hasFailed;
    private long settledUpTo;
    private long watchedHead;
    private Instant watchedSince = Instant.EPOCH;

    Sealer(StoredEvents events, Seals seals, SealKey key, Clock clock,
            @Value("${cart.audit.seal-events:1000}") int mostEvents,
            @Value("${cart.audit.seal-after:1m}") Duration longestTime) {
        this.events = events;
        this.seals = seals;
        this.key = key;
        this.clock = clock;
        this.mostEvents = mostEvents;
        this.longestTime = longestTime;
        this.begun = clock.instant();
    }

    @Scheduled(fixedDelay = 1_000)
    synchronized void seal() {
        seal(MAX_SEALS_PER_RUN, false);
    }

    /** Seals the remaining events at shutdown, such as after an import: the next start may be far off. */
    @EventListener(ContextClosedEvent.class)
    synchronized void sealTheRest() {
        seal(Integer.MAX_VALUE, true);
    }

    private void seal(int most, boolean isLast) {
        try {
            resume();
            for (var made = 0; made < most && sealIfDue(isLast); made++) {
                LOG.debug("sealed up to {}", last);
            }
            hasFailed = false;
        } catch (RuntimeException e) {
            if (!hasFailed) {
                LOG.warn("The events can't be sealed at the moment", e);
            }
            hasFailed = true;
        }
    }

    /** After a crash the file may be one line ahead of the database. If it is behind, somebody has truncated it. */
    private void resume() {
        if (isResumed) {
            return;
        }
        last = seals.last().orElse(null);
        var known = last == null ? 0 : last.seal();
        try (var lines = Seals.lines(seals.file())) {
            var inFile = lines.reduce((earlier, later) -> later).map(seals::read).orElse(null);
            if (inFile != null && inFile.seal() == known + 1 && SealKey.hasSigned(key.publicKey(), inFile)) {
                seals.insert(inFile);
                last = inFile;
            } else if ((inFile == null ? 0 : inFile.seal()) != known) {
                throw new IllegalStateException(seals.file() + " ends before seal " + known
                        + ", which the database has. Restore it from a copy; nothing is sealed until then");
            }
        }
        after = events.positionOf(sealedEvents());
        isResumed = true;
    }

    /** Counts events instead of using positions, since seals from before a migration have the source store's positions. */
    private long sealedEvents() {
        try (var lines = Seals.lines(seals.file())) {
            return lines.map(seals::read).mapToLong(Seal::events).sum();
        }
    }

    /** @param isLast whether to seal all remaining events */
    private boolean sealIfDue(boolean isLast) {
        var head = events.head();
        var since = last == null ? begun : last.at();
        var isTime = isLast || !clock.instant().isBefore(since.plus(longestTime));
        if (head <= after || (head - after < mostEvents && !isTime)) {
            return false;
        }
        var tree = new MerkleTree();
        var to = after;
        try (var unsealed = events.leaves(after, head)) {
            for (var leaf : (Iterable<Leaf>) unsealed::iterator) {
                if (tree.leaves() == mostEvents || (leaf.position() != to + 1 && mayStillBeFilled(to + 1, head))) {
                    break;
                }
                tree.add(leaf.hash());
                to = leaf.position();
            }
        }
        if (tree.leaves() == 0 || (tree.leaves() < mostEvents && !isTime)) {
            return false;
        }
        var next = key.sign(new Seal(last == null ? 1 : last.seal() + 1, after + 1, to, tree.leaves(), tree.root(),
                last == null ? "" : last.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS), key.id(), ""));
        seals.append(next);
        last = next;
        after = to;
        return true;
    }

    /**
     * A database assigns positions before the commit, so a later event may appear first. All gaps before the newest event settle
     * together, since racing instances cause many.
     */
    private boolean mayStillBeFilled(long position, long head) {
        if (position <= settledUpTo) {
            return false;
        }
        if (watchedHead == 0) {
            watchedHead = head;
            watchedSince = clock.instant();
        }
        if (clock.instant().isBefore(watchedSince.plus(GAP_SETTLES))) {
            return true;
        }
        settledUpTo = watchedHead;
        watchedHead = 0;
        return position > settledUpTo;
    }
}
