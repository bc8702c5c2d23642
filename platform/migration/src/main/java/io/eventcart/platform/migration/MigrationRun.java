package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoreUnavailable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.springframework.dao.DataAccessException;

/** Runs and reports what the commands of this package have in common. Exit codes: 0 done, 1 failed, 2 called wrongly. */
final class MigrationRun {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int CALLED_WRONGLY = 2;
    private static final int EVENTS_AT_ONCE = 1_000;
    private static final double NANOS = 1e9;

    private final HistoryRewrite rewrite;
    private final PrintWriter out;
    private final PrintWriter err;

    MigrationRun(HistoryRewrite rewrite, PrintWriter out, PrintWriter err) {
        this.rewrite = rewrite;
        this.out = out;
        this.err = err;
    }

    static int guarded(PrintWriter err, Callable<Integer> work) {
        try {
            return work.call();
        } catch (MigrationFault e) {
            return fail(err, e.isCalledWrongly() ? CALLED_WRONGLY : FAILED, String.valueOf(e.getMessage()));
        } catch (DataAccessException e) {
            return fail(err, FAILED, "A database fails: " + e.getMostSpecificCause().getMessage()
                    + ". See that it runs, and run the same command again: it goes on where it was.");
        } catch (StoreUnavailable e) {
            return fail(err, FAILED, "Axon Server fails: " + e.getMessage()
                    + ". See that it runs, and run the same command again: it goes on where it was.");
        } catch (UncheckedIOException e) {
            return fail(err, FAILED, "A file fails: " + e.getMessage() + ". If it was cut off, export it again.");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int fail(PrintWriter err, int exitCode, String message) {
        err.println(message);
        err.flush();
        return exitCode;
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    /** @param begin runs before the first write, after the target's events were checked against the source */
    void copy(EventSource source, EventTarget target, Runnable begin) {
        var startedAt = System.nanoTime();
        EventCopier.Result result;
        if (target.count() > 0) {
            say("%,d events are in %s. If they are the first of %s, the run continues after them.".formatted(
                    target.count(),
                    target.where(), source.where()));
        }
        try (var bar = new MigrationProgressBar("Copying", source.count(), err)) {
            result = new EventCopier(rewrite, EVENTS_AT_ONCE).copy(source, target, begin, bar::at);
        }
        var seconds = (System.nanoTime() - startedAt) / NANOS;
        say("%,d events copied from %s to %s in %s, %,.0f a second%s.".formatted(result.copied(), source.where(),
                target.where(), duration(seconds), result.copied() / seconds, result.existing() == 0
                        ? ""
                        : "; %,d were there already".formatted(result.existing())));
        var later = source.later();
        if (later > 0) {
            say("%,d events were stored in the source meanwhile: run the same command again to copy them too."
                    .formatted(later));
        }
    }

    private static String duration(double seconds) {
        return seconds < 60
                ? "%.1f s".formatted(seconds)
                : Duration.ofSeconds(Math.round(seconds)).toString().substring(2)
                        .toLowerCase(Locale.ROOT);
    }

    /** @return the exit code */
    int verify(EventSource source, EventSource target) {
        var equalCount = new AtomicLong();
        var difference = firstDifference(source, target, equalCount::set);
        if (difference.isPresent()) {
            say("DIFFERENT: after %,d events that are the same, %s.".formatted(equalCount.get(),
                    difference.get().text()));
            return FAILED;
        }
        say("Verified: %,d events, the same in the same order, hash for hash.".formatted(equalCount.get()));
        return DONE;
    }

    private Optional<StoreDifference> firstDifference(EventSource source, EventSource target, LongConsumer equalCount) {
        try (var bar = new MigrationProgressBar("Verifying", source.count(), err);
                var expected = rewrite.of(source, read -> {
                    if (read % EVENTS_AT_ONCE == 0) {
                        bar.at(read);
                    }
                });
                var actual = target.events()) {
            bar.at(0);
            var difference = StoreDifference.first(expected.iterator(), actual.iterator(), equalCount);
            if (difference.isEmpty()) {
                bar.at(source.count());
            }
            return difference;
        }
    }
}
