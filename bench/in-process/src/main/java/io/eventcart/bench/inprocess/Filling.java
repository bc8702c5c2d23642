package io.eventcart.bench.inprocess;

import io.eventcart.additem.AddItem;
import io.eventcart.additem.ItemAdded;
import io.eventcart.checkout.CartCheckedOut;
import io.eventcart.createcart.CartCreated;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.removeitem.ItemRemoved;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Catalogue;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.Product;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Stores as many events as {@code bench.fill} says, many in one append, and ends the process. */
@Component
@ConditionalOnProperty("bench.fill")
@Order(Ordered.LOWEST_PRECEDENCE)
final class Filling implements ApplicationRunner {
    private static final int EVENTS_OF_A_CART = 10;
    private static final int REMOVAL = 5;
    private static final int BOUGHT_ONE_IN = 3;
    /** Shoppers shop side by side, so the events of a cart lie apart. */
    private static final int CARTS_SIDE_BY_SIDE = 100;

    private final EventStore events;
    private final TransactionManager transactions;
    private final List<Product> products;
    private final int wanted;

    Filling(EventStore events, TransactionManager transactions, Catalogue catalogue, Environment environment) {
        this.events = events;
        this.transactions = transactions;
        this.products = Stream.of(environment.getRequiredProperty("bench.products", String[].class))
                .map(id -> catalogue.product(new ProductId(id))).toList();
        this.wanted = environment.getRequiredProperty("bench.fill", Integer.class);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (var stored = 0; stored < wanted; stored += CARTS_SIDE_BY_SIDE * EVENTS_OF_A_CART) {
            append();
        }
        Runtime.getRuntime().halt(0);
    }

    private void append() {
        var shopper = ShopperId.random();
        var carts = Stream.generate(CartId::random).limit(CARTS_SIDE_BY_SIDE).toList();
        var batch = new ArrayList<EventMessage<?>>();
        for (var n = 0; n < EVENTS_OF_A_CART; n++) {
            for (var cart : carts) {
                batch.add(message(n, event(n, cart, shopper), shopper));
            }
        }
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        unitOfWork.execute(() -> events.publish(batch));
    }

    private CartEvent event(int n, CartId cart, ShopperId shopper) {
        var product = products.get(n % products.size());
        if (n == 0) {
            return new CartCreated(cart, shopper, product.price().getCurrencyUnit());
        }
        if (n == REMOVAL) {
            return new ItemRemoved(cart, products.get((n - 1) % products.size()).productId(), 1);
        }
        return n == EVENTS_OF_A_CART - 1 && cart.value().hashCode() % BOUGHT_ONE_IN == 0
                ? checkedOut(cart, shopper, product)
                : new ItemAdded(cart, product.productId(), product.name(), 1, product.price());
    }

    private static CartCheckedOut checkedOut(CartId cart, ShopperId shopper, Product product) {
        var line = new Line(product.productId(), product.name(), 1, product.price());
        return new CartCheckedOut(cart, shopper, List.of(line), line.total());
    }

    /** With as much about its origin as a real one has. */
    private static EventMessage<?> message(int n, CartEvent event, ShopperId shopper) {
        var cause = UUID.randomUUID().toString();
        return new GenericDomainEventMessage<>("cart", event.cartId().toString(), n, event,
                Map.of(MetaDataKeys.ACTOR, shopper.toString(), MetaDataKeys.COMMAND, AddItem.class.getSimpleName(),
                        MetaDataKeys.COMMAND_FIELDS, "{\"cartId\":\"" + event.cartId() + "\",\"quantity\":1}",
                        MetaDataKeys.APP_VERSION, "bench", MetaDataKeys.CORRELATION_ID, cause,
                        MetaDataKeys.CAUSATION_ID, cause));
    }
}
