package io.eventcart.audittrail;

import io.eventcart.audittrail.Verdict.Broken;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.sliceapi.Tables;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads all stored events in order, and checks them against the hash chain, the seals and the audit trail. */
@Component
final class Verification {
    private static final int EVENTS_AT_ONCE = 500;

    private final StoredEvents events;
    private final Seals seals;
    private final SealKey key;
    private final JdbcTemplate jdbc;
    private final Tables tables;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile Progress progress = new Progress(false, 0, 0);

    Verification(StoredEvents events, Seals seals, SealKey key, JdbcTemplate jdbc, Tables tables) {
        this.events = events;
        this.seals = seals;
        this.key = key;
        this.jdbc = jdbc;
        this.tables = tables;
    }

    /**
     * The progress of a verification.
     *
     * @param position the last position that was checked
     * @param of the position of the newest event when it began
     */
    record Progress(boolean running, long position, long of) {}

    Progress progress() {
        return progress;
    }

    /** Against the seals of this data directory. */
    Verdict verify(Consumer<Progress> watcher) {
        return verify(seals.file(), key.publicKey(), true, watcher);
    }

    /** Against a copy of the seals that was kept elsewhere. */
    Verdict verify(Path copy, PublicKey signer, Consumer<Progress> watcher) {
        return verify(copy, signer, false, watcher);
    }

    private Verdict verify(Path file, PublicKey signer, boolean isOwn, Consumer<Progress> watcher) {
        oneAtATime.lock();
        // Count the seals first: every event that they cover is then below the head that is read next.
        try (var counted = Seals.lines(file); var lines = Seals.lines(file)) {
            var known = isOwn ? seals.last() : Optional.<Seal>empty();
            var checks = new Checks(new SealCheck(lines.limit(counted.count()).iterator(), seals, signer),
                    new TrailCheck(jdbc, tables), new ChainCheck(events));
            var broken = read(checks, watcher).or(() -> atTheEnd(checks, known));
            return new Verdict(checks.chain().checked(), broken.isEmpty(), broken.orElse(null),
                    checks.chain().unchained(), checks.seals().sealed(), checks.seals().seals());
        } finally {
            progress = new Progress(false, progress.position(), progress.of());
            oneAtATime.unlock();
        }
    }

    private record Checks(SealCheck seals, TrailCheck trail, ChainCheck chain) {}

    private Optional<Broken> read(Checks checks, Consumer<Progress> watcher) {
        var head = events.head();
        var batch = new ArrayList<StoredEvent>();
        try (var all = events.between(0, head)) {
            for (var event : (Iterable<StoredEvent>) all::iterator) {
                var broken = checks.chain().check(event);
                if (broken.isPresent()) {
                    return checks.trail().check(batch).or(() -> withTrail(broken.get(), checks.trail()));
                }
                checks.seals().add(event);
                batch.add(event);
                if (batch.size() == EVENTS_AT_ONCE) {
                    var difference = checks.trail().check(batch);
                    if (difference.isPresent()) {
                        return difference;
                    }
                    batch.clear();
                    progress = new Progress(true, event.position(), head);
                    watcher.accept(progress);
                }
            }
        }
        return checks.trail().check(batch);
    }

    /** A seal shows that events between two positions are missing; the audit trail may name which. */
    private Optional<Broken> atTheEnd(Checks checks, Optional<Seal> known) {
        checks.seals().end();
        return checks.trail().missing(events).or(checks.seals()::broken)
                .or(() -> known.flatMap(seal -> cut(seal, checks.seals())));
    }

    /** The chain shows that an event is missing; the audit trail may name it. */
    private Optional<Broken> withTrail(Broken broken, TrailCheck trail) {
        return broken.fault() == Verdict.Fault.REMOVED
                ? trail.missing(events).or(() -> Optional.of(broken))
                : Optional.of(broken);
    }

    /** The file may be a line ahead of the database after a crash, never behind it. */
    private static Optional<Broken> cut(Seal known, SealCheck sealCheck) {
        return sealCheck.seals() >= known.seal()
                ? Optional.empty()
                : Optional.of(Broken.ofSeals(sealCheck.seals() + 1, "the file of seals ends before seal " + known.seal()
                        + ", which the database has"));
    }
}
