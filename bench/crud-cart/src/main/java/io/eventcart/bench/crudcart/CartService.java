package io.eventcart.bench.crudcart;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Each call is one transaction. Two that race for a cart are told apart by its version, or, where both add the same new
 * product, by the key of its line; the later one tries again.
 */
@Service
@Transactional
@Retryable(includes = {OptimisticLockingFailureException.class,
        DataIntegrityViolationException.class}, maxRetries = 50, delay = 2, jitter = 2, multiplier = 1.5, maxDelay = 100)
public class CartService {
    private final CartRepository carts;
    private final CrudCatalogue catalogue;

    CartService(CartRepository carts, CrudCatalogue catalogue) {
        this.carts = carts;
        this.catalogue = catalogue;
    }

    /** Where a call has brought a cart. */
    public record Reached(UUID cartId, long version) {}

    /** What was bought. */
    public record Order(UUID cartId, long version, Money total) {}

    public Reached create(UUID shopper) {
        return reached(carts.saveAndFlush(new CrudCart(UUID.randomUUID(), shopper, catalogue.currency(), now())));
    }

    public Reached add(UUID shopper, UUID cartId, String productId, int quantity) {
        var product = catalogue.product(productId);
        var cart = cartOf(shopper, cartId);
        cart.add(product, quantity, now());
        return reached(carts.saveAndFlush(cart));
    }

    /** @param quantity null for all of the product */
    public Reached remove(UUID shopper, UUID cartId, String productId, @Nullable Integer quantity) {
        var cart = cartOf(shopper, cartId);
        cart.remove(productId, quantity, now());
        return reached(carts.saveAndFlush(cart));
    }

    public Order checkOut(UUID shopper, UUID cartId) {
        var cart = cartOf(shopper, cartId);
        cart.checkOut(now());
        var stored = carts.saveAndFlush(cart);
        return new Order(cartId, stored.version(), stored.total());
    }

    @Transactional(readOnly = true)
    public CrudCartView view(UUID shopper, UUID cartId) {
        return CrudCartView.of(cartOf(shopper, cartId));
    }

    private CrudCart cartOf(UUID shopper, UUID cartId) {
        return carts.findById(cartId).filter(cart -> cart.isOwnedBy(shopper))
                .orElseThrow(() -> Refusal.notFound("cart-not-found", "There is no cart " + cartId + "."));
    }

    private static Reached reached(CrudCart cart) {
        return new Reached(cart.id(), cart.version());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
