package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartView;
import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.platform.sliceapi.Page;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/**
 * A cart's history, folded from the event store on every request, so it is right even if a projection is wrong. Memory holds only
 * the current step of the fold.
 *
 * <p>Each method throws {@link CartNotFound} if there is no such cart, or the reader may not read it.
 */
@Component
final class TimeMachine {
    /** The longest time for one bisection. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CartHistory history;
    private final PersonalData personal;

    TimeMachine(CartHistory history, PersonalData personal) {
        this.history = history;
        this.personal = personal;
    }

    /**
     * The parts of an event that an upcaster splits stay on one page, so a page may exceed the limit.
     *
     * @param after the last version of the previous page; 0 for the first page
     */
    Page<HistoryItem> history(CartId cartId, Reader reader, int limit, long after) {
        if (!history.isReadableBy(cartId, reader)) {
            throw new CartNotFound(cartId);
        }
        var items = new ArrayList<HistoryItem>();
        var events = history.after(cartId, after).iterator();
        while (events.hasNext()) {
            var next = events.next();
            if (items.size() >= limit && items.getLast().version() != next.version()) {
                return new Page<>(items, Long.toString(items.getLast().version()));
            }
            items.add(item(next));
        }
        return new Page<>(items, null);
    }

    /** @return the changes of each version, oldest first */
    List<CartDiff> changes(CartId cartId, Reader reader) {
        var changes = new ArrayList<CartDiff>();
        Moment before = null;
        for (var moment : (Iterable<Moment>) moments(cartId, reader)::iterator) {
            var items = moment.events().stream().map(this::item).toList();
            changes.add(before == null
                    ? CartDiff.birth(moment.view(), items)
                    : CartDiff.between(before.view(), moment.view(), items));
            before = moment;
        }
        return changes;
    }

    /** @return the cart at every version, oldest first, without versions whose event an upcaster drops */
    Stream<Moment> moments(CartId cartId, Reader reader) {
        var moments = history.of(cartId).gather(Moment.ofEachVersion()).iterator();
        var birth = moments.hasNext() ? moments.next() : null;
        if (birth == null || !reader.mayRead(birth.cart().cart().owner())) {
            throw new CartNotFound(cartId);
        }
        return Stream.concat(Stream.of(birth),
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(moments, Spliterator.ORDERED), false));
    }

    /** @throws NoSuchVersion if it is less than 1, or more than the cart has */
    CartView version(CartId cartId, Reader reader, long version) {
        return moment(cartId, reader, version).view();
    }

    /** A version whose event an upcaster drops equals the previous one. */
    private Moment moment(CartId cartId, Reader reader, long version) {
        Moment found = null;
        var latest = 0L;
        for (var moment : (Iterable<Moment>) moments(cartId, reader)::iterator) {
            if (found != null && found.version() == version) {
                break;
            }
            found = moment.version() <= version ? moment : found;
            latest = moment.version();
        }
        if (found == null || version > latest) {
            throw NoSuchVersion.of(cartId, version, latest);
        }
        return found;
    }

    /**
     * The cart at an instant, that is after the last event up to then. A future instant gives the current cart.
     *
     * @throws NoSuchVersion if the cart was created later
     */
    CartView at(CartId cartId, Reader reader, Instant at) {
        var moments = moments(cartId, reader).iterator();
        var found = moments.next();
        if (found.recorded().at().isAfter(at)) {
            throw NoSuchVersion.beforeBirth(cartId, at, found.recorded().at());
        }
        while (moments.hasNext()) {
            var next = moments.next();
            if (next.recorded().at().isAfter(at)) {
                break;
            }
            found = next;
        }
        return found.view();
    }

    /**
     * @throws InvalidRequest if {@code from} is after {@code to}
     * @throws NoSuchVersion if one of them is less than 1, or more than the cart has
     */
    CartDiff diff(CartId cartId, Reader reader, long from, long to) {
        if (from > to) {
            throw new InvalidRequest("from",
                    "is " + from + ", which is after to, " + to + ": name the earlier version first");
        }
        return CartDiff.between(moment(cartId, reader, from).view(), moment(cartId, reader, to).view(),
                history.after(cartId, from).takeWhile(recorded -> recorded.version() <= to).map(this::item).toList());
    }

    /**
     * Evaluates the condition at every version. So it finds the first match even if the condition becomes true several times;
     * docs/adr/0010.
     *
     * @throws CannotBisect if it holds at version 1 already, or does not at the latest version
     * @throws InvalidRequest if the search exceeds {@link #PATIENCE}
     */
    Bisection bisect(CartId cartId, Reader reader, Condition condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        Moment before = null;
        Moment firstMatch = null;
        Moment latest = null;
        for (var moment : (Iterable<Moment>) moments(cartId, reader)::iterator) {
            if (firstMatch == null && condition.holds(moment.view())) {
                before = latest;
                firstMatch = moment;
            }
            latest = moment;
            if (System.nanoTime() > deadline) {
                throw new InvalidRequest("condition", "takes longer than " + PATIENCE.toSeconds()
                        + " s to be looked for in this cart: make it shorter");
            }
        }
        if (firstMatch != null && before == null) {
            throw CannotBisect.holdsAtTheStart();
        }
        if (firstMatch == null || before == null || latest == null || !condition.holds(latest.view())) {
            throw CannotBisect.doesNotHoldAtTheEnd();
        }
        return new Bisection(firstMatch.version(), item(firstMatch.recorded()), before.view(), firstMatch.view());
    }

    private HistoryItem item(RecordedEvent recorded) {
        return HistoryItem.of(recorded, personal);
    }
}
