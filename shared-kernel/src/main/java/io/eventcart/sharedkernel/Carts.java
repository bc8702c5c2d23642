package io.eventcart.sharedkernel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.sliceapi.StaleAggregate;
import io.eventcart.platform.sliceapi.UnknownEventType;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Runs a slice's decision on a cart: loads the cart under its lock, passes its state to the decision, and appends the events
 * that the decision returns. Call it from a command handler. If anything throws, nothing is stored.
 */
@Component
public final class Carts {
    private final Repository<CartAggregate> repository;
    private final CartHistory history;

    public Carts(Repository<CartAggregate> repository, CartHistory history) {
        this.repository = repository;
        this.history = history;
    }

    /** Decides about a cart that need not exist yet. Ignores the guard's expected versions. */
    public Changed create(CartCommand<?> command, Guard guard, Function<Cart, List<? extends CartEvent>> decision) {
        return decide(command, guard, (cart, version) -> decision.apply(cart));
    }

    /**
     * Decides about a cart of the command's shopper.
     *
     * @throws CartNotFound if there is no such cart, or it belongs to another shopper
     * @throws VersionMismatch if the cart has none of the guard's expected versions
     */
    public Changed change(CartCommand<?> command, Guard guard, Function<Cart, List<? extends CartEvent>> decision) {
        return decide(command, guard, (cart, version) -> {
            if (!command.shopperId().equals(cart.owner())) {
                throw new CartNotFound(command.cartId());
            }
            if (!guard.allows(version)) {
                throw new VersionMismatch(guard, version);
            }
            return decision.apply(cart);
        });
    }

    private Changed decide(CartCommand<?> command, Guard guard,
            BiFunction<Cart, Long, List<? extends CartEvent>> decision) {
        var aggregate = load(command.cartId());
        return earlierOutcome(command.cartId(), guard, aggregate).orElseGet(() -> {
            aggregate.execute(root -> decideOnLatest(command.cartId(), versionOf(aggregate),
                    () -> decision.apply(root.cart(), versionOf(aggregate))).forEach(event -> apply(event)));
            return new Changed(command.cartId(), aggregate.invoke(CartAggregate::cart), versionOf(aggregate));
        });
    }

    /**
     * Another instance may have changed the cart since this one read it. Events decided on an old state conflict when they are
     * stored. A decision without events stores nothing, so this method checks whether its state was the latest.
     *
     * @throws StaleAggregate if it was not. Decide again: Axon has evicted the old state from its cache by then
     */
    private List<? extends CartEvent> decideOnLatest(CartId cartId, long version,
            Supplier<List<? extends CartEvent>> decision) {
        try {
            var events = decision.get();
            if (events.isEmpty()) {
                checkLatest(cartId, version);
            }
            return events;
        } catch (Rejection rejection) {
            checkLatest(cartId, version);
            throw rejection;
        }
    }

    /** The cache has no entry for a cart that does not exist. */
    private void checkLatest(CartId cartId, long version) {
        if (version > 0 && history.after(cartId, version).findAny().isPresent()) {
            throw new StaleAggregate("cart " + cartId, version);
        }
    }

    private Aggregate<CartAggregate> load(CartId cartId) {
        try {
            return repository.loadOrCreate(cartId.toString(), CartAggregate::new);
        } catch (RuntimeException e) {
            throw e.getCause() instanceof UnknownEventType unknown ? unknown : e;
        } catch (Exception e) {
            throw new IllegalStateException("cart " + cartId + " can't be loaded", e);
        }
    }

    /**
     * Every command searches for it under the cart's lock. If two equal operations race, the one that gets the lock later finds
     * the outcome of the other, whichever was sent first.
     */
    private Optional<Changed> earlierOutcome(CartId cartId, Guard guard, Aggregate<CartAggregate> aggregate) {
        var operationId = guard.operationId();
        if (operationId == null
                || !aggregate.invoke(CartAggregate::operations).mayContain(operationId, guard.begunAt())) {
            return Optional.empty();
        }
        var cart = Cart.NONE;
        Changed found = null;
        for (var recorded : history.of(cartId).toList()) {
            cart = recorded.event().evolve(cart);
            if (operationId.equals(recorded.metaData().get(MetaDataKeys.OPERATION_ID))) {
                found = new Changed(cartId, cart, recorded.version());
            }
        }
        return Optional.ofNullable(found);
    }

    private static long versionOf(Aggregate<CartAggregate> aggregate) {
        return aggregate.invoke(CartAggregate::version);
    }
}
