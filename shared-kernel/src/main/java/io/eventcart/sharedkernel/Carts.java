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
 * Runs a slice's decision against a cart: loads the cart under its lock, lets the decision see its state, and appends the
 * events that it returns. To be called from a command handler; if anything throws, nothing is stored.
 */
@Component
public final class Carts {
    private final Repository<CartAggregate> repository;
    private final CartHistory history;

    public Carts(Repository<CartAggregate> repository, CartHistory history) {
        this.repository = repository;
        this.history = history;
    }

    /** Decides about a cart that need not exist yet; of the guard, the operation counts. */
    public Changed create(CartCommand<?> command, Guard guard, Function<Cart, List<? extends CartEvent>> decision) {
        return decide(command, guard, (cart, version) -> decision.apply(cart));
    }

    /**
     * Decides about a cart of the command's shopper.
     *
     * @throws CartNotFound if there is no such cart, or it is another shopper's
     * @throws VersionMismatch if the caller expects another version than the cart has
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
     * Where several instances write, the cart may have changed since this one has read it. Events decided on an old state
     * conflict with what the others have stored. What stores nothing would not, so it is looked whether the state is the latest.
     *
     * @throws StaleAggregate if it is not: decide again, Axon has let go of the old state by then
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

    /** A cart that does not exist is remembered by nobody. */
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
     * Looked for under the cart's lock and by every command: of two equal operations that race, the later one finds the first,
     * whichever of them was sent first.
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
