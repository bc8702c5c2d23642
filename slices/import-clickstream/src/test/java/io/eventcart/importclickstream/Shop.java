package io.eventcart.importclickstream;

import io.eventcart.additem.AddItem;
import io.eventcart.additem.ItemAdded;
import io.eventcart.checkout.CartCheckedOut;
import io.eventcart.checkout.CheckOut;
import io.eventcart.createcart.CartCreated;
import io.eventcart.createcart.CreateCart;
import io.eventcart.platform.sliceapi.Command;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.RejectedCommand;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.sliceapi.RejectionDetails;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import io.eventcart.removeitem.ItemRemoved;
import io.eventcart.removeitem.RemoveItem;
import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A fake app without rules: it rejects the commands that the test names, and stores the events of the others like the app. The
 * app's own tests of the import use the real rules.
 */
final class Shop implements Commands {
    /** A sent command, accepted or rejected. */
    record Sent(CartCommand<?> command, Map<String, ?> metaData) {}

    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<CartCommand<?>, String> refusals = new LinkedHashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private @Nullable Class<?> failsAt;

    CartHistory history() {
        return new CartHistory(events);
    }

    List<Sent> sent() {
        return sent;
    }

    List<CartCommand<?>> commands() {
        return sent.stream().<CartCommand<?>>map(Sent::command).toList();
    }

    void refuses(CartCommand<?> command, String kind) {
        refusals.put(command, kind);
    }

    void failsAt(Class<? extends CartCommand<?>> command) {
        failsAt = command;
    }

    void worksAgain() {
        failsAt = null;
        sent.clear();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R send(Command<R> given, Guard guard, Map<String, ?> origin) {
        var command = (CartCommand<R>) given;
        var metaData = new HashMap<String, Object>(origin);
        metaData.putAll(guard.metaData());
        if (command.getClass() == failsAt) {
            throw new StoreUnavailable("the plug is out", new IllegalStateException("no current"));
        }
        sent.add(new Sent(command, metaData));
        var refusal = refusals.get(command);
        if (refusal != null) {
            throw new RejectedCommand(
                    new RejectionDetails(refusal, Rejection.Nature.CONFLICT, "The test says so.", Map.of()));
        }
        var id = command.cartId().toString();
        var version = Objects.requireNonNull(versions.merge(id, 1L, Long::sum));
        events.publish(new GenericDomainEventMessage<>("cart", id, version - 1, outcome(command), metaData));
        return (R) new CartVersion(command.cartId(), version);
    }

    private static CartEvent outcome(CartCommand<?> command) {
        return switch (command) {
            case CreateCart create -> new CartCreated(create.cartId(), create.shopperId(), create.currency());
            case AddItem add -> new ItemAdded(add.cartId(), add.productId(), add.name(), add.quantity(),
                    add.unitPrice());
            case RemoveItem remove -> new ItemRemoved(remove.cartId(), remove.productId(),
                    Objects.requireNonNull(remove.quantity()));
            case CheckOut order -> new CartCheckedOut(order.cartId(), order.shopperId(), List.of(),
                    Money.zero(CurrencyUnit.EUR));
            default -> throw new IllegalArgumentException(command.toString());
        };
    }
}
