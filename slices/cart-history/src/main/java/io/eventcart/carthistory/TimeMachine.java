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
 * A cart's past, folded from the event store whenever it is asked for: right even where a projection is not. Nothing is held
 * but the moment that the fold is at.
 *
 * <p>Each method throws {@link CartNotFound} if there is no such cart, or it is not that reader's.
 */
@Component
final class TimeMachine {
    /** How long one bisection may take. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CartHistory history;
    private final PersonalData personal;

    TimeMachine(CartHistory history, PersonalData personal) {
        this.history = history;
        this.personal = personal;
    }

    /**
     * An event that was split when it was read is never parted: where it comes last, a page may be a little longer.
     *
     * @param after the last version of the part before; 0 for the first part
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

    /** @return what each version has changed, oldest first */
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

    /** @return the cart at every version, oldest first, but for those whose event was dropped when it was read */
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

    /** A version whose event was dropped when it was read is as the one before. */
    private Moment moment(CartId cartId, Reader reader, long version) {
        Moment reached = null;
        var latest = 0L;
        for (var moment : (Iterable<Moment>) moments(cartId, reader)::iterator) {
            if (reached != null && reached.version() == version) {
                break;
            }
            reached = moment.version() <= version ? moment : reached;
            latest = moment.version();
        }
        if (reached == null || version > latest) {
            throw NoSuchVersion.of(cartId, version, latest);
        }
        return reached;
    }

    /**
     * The cart as it stood at an instant, that is after the last event that had happened by then. An instant yet to come finds
     * it as it is now.
     *
     * @throws NoSuchVersion if the cart was born later
     */
    CartView at(CartId cartId, Reader reader, Instant at) {
        var moments = moments(cartId, reader).iterator();
        var reached = moments.next();
        if (reached.recorded().at().isAfter(at)) {
            throw NoSuchVersion.beforeBirth(cartId, at, reached.recorded().at());
        }
        while (moments.hasNext()) {
            var next = moments.next();
            if (next.recorded().at().isAfter(at)) {
                break;
            }
            reached = next;
        }
        return reached.view();
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
     * Looks at every version in turn, and so finds the first one also where the condition comes and goes; docs/adr/0010.
     *
     * @throws ConditionDoesNotTurn if it holds at version 1 already, or does not at the latest version
     * @throws InvalidRequest if that can't be told within {@link #PATIENCE}
     */
    Bisection bisect(CartId cartId, Reader reader, Condition condition) {
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        Moment before = null;
        Moment turn = null;
        Moment latest = null;
        for (var moment : (Iterable<Moment>) moments(cartId, reader)::iterator) {
            if (turn == null && condition.holds(moment.view())) {
                before = latest;
                turn = moment;
            }
            latest = moment;
            if (System.nanoTime() > giveUpAt) {
                throw new InvalidRequest("condition", "takes longer than " + PATIENCE.toSeconds()
                        + " s to be looked for in this cart: make it shorter");
            }
        }
        if (turn != null && before == null) {
            throw ConditionDoesNotTurn.heldAtTheStart();
        }
        if (turn == null || before == null || latest == null || !condition.holds(latest.view())) {
            throw ConditionDoesNotTurn.doesNotHoldAtTheEnd();
        }
        return new Bisection(turn.version(), item(turn.recorded()), before.view(), turn.view());
    }

    private HistoryItem item(RecordedEvent recorded) {
        return HistoryItem.of(recorded, personal);
    }
}
