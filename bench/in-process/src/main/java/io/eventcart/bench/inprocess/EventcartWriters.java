package io.eventcart.bench.inprocess;

import io.eventcart.additem.AddItem;
import io.eventcart.createcart.CreateCart;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Catalogue;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Eventcart's own scan of {@code io.eventcart} finds it. */
@Component
@ConditionalOnProperty("bench.result")
@Order(Ordered.LOWEST_PRECEDENCE)
final class EventcartWriters implements ApplicationRunner {
    private final Commands commands;
    private final Catalogue catalogue;
    private final Environment environment;
    private final List<ProductId> products;

    EventcartWriters(Commands commands, Catalogue catalogue, Environment environment) {
        this.commands = commands;
        this.catalogue = catalogue;
        this.environment = environment;
        this.products = Stream.of(environment.getRequiredProperty("bench.products", String[].class))
                .map(ProductId::new).toList();
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        new Writers(environment).run(this::open);
    }

    private Writers.Cart open() {
        var shopper = ShopperId.random();
        var cart = commands.send(new CreateCart(CartId.random(), shopper, catalogue.currency())).cartId();
        return n -> {
            var product = catalogue.product(products.get(n % products.size()));
            commands.send(new AddItem(cart, shopper, product.productId(), product.name(), 1, product.price()));
        };
    }
}
