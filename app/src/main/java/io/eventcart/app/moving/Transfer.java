package io.eventcart.app.moving;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.dao.DataAccessException;

/** Runs and tells what the commands of this package have in common. Exit codes: 0 done, 1 failed, 2 called wrongly. */
final class Transfer {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int CALLED_WRONGLY = 2;
    private static final int EVENTS_AT_ONCE = 1_000;
    private static final double NANOS = 1e9;

    private final Rewriting rewriting;
    private final PrintWriter out;
    private final PrintWriter err;

    Transfer(Rewriting rewriting, PrintWriter out, PrintWriter err) {
        this.rewriting = rewriting;
        this.out = out;
        this.err = err;
    }

    static int guarded(PrintWriter err, Callable<Integer> work) {
        try {
            return work.call();
        } catch (MoveFault e) {
            return fail(err, e.isCalledWrongly() ? CALLED_WRONGLY : FAILED, String.valueOf(e.getMessage()));
        } catch (DataAccessException e) {
            return fail(err, FAILED, "A database fails: " + e.getMostSpecificCause().getMessage()
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

    void copy(EventSource source, EventTarget target) {
        var begin = System.nanoTime();
        Moving.Result result;
        try (var bar = new MovingBar("Copying", source.count(), err)) {
            result = new Moving(rewriting, EVENTS_AT_ONCE).move(source, target, bar::at);
        }
        var took = (System.nanoTime() - begin) / NANOS;
        say("%,d events copied from %s to %s in %s, %,.0f a second%s.".formatted(result.copied(), source.where(),
                target.where(), inWords(took), result.copied() / took, result.already() == 0
                        ? ""
                        : "; %,d were there already".formatted(result.already())));
        var later = source.later();
        if (later > 0) {
            say("%,d events came to the source meanwhile: run the same command again to take them too."
                    .formatted(later));
        }
    }

    private static String inWords(double seconds) {
        return seconds < 60
                ? "%.1f s".formatted(seconds)
                : Duration.ofSeconds(Math.round(seconds)).toString().substring(2)
                        .toLowerCase(java.util.Locale.ROOT);
    }

    /** @return the exit code */
    int verify(EventSource source, EventSource target) {
        try (var expected = rewriting.of(source);
                var actual = target.events();
                var bar = new MovingBar("Verifying", source.count(), err)) {
            var last = new long[1];
            var difference = Difference.first(expected.iterator(), actual.iterator(), n -> {
                last[0] = n;
                if (n % EVENTS_AT_ONCE == 0) {
                    bar.at(n);
                }
            });
            if (difference.isEmpty()) {
                bar.at(last[0]);
                say("Verified: %,d events, the same in the same order, hash for hash.".formatted(last[0]));
                return DONE;
            }
            say("DIFFERENT: after %,d events that are the same, %s.".formatted(last[0], difference.get().text()));
            return FAILED;
        }
    }
}
