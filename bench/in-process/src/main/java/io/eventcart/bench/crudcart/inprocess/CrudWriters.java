package io.eventcart.bench.crudcart.inprocess;

import io.eventcart.bench.crudcart.CartService;
import io.eventcart.bench.inprocess.Writers;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Eventcart's scan finds it too; the condition keeps it out there. */
@Component
@ConditionalOnClass(name = "io.eventcart.bench.crudcart.CartService")
@ConditionalOnProperty("bench.result")
final class CrudWriters implements ApplicationRunner {
    private final CartService carts;
    private final Environment environment;
    private final List<String> products;

    CrudWriters(CartService carts, Environment environment) {
        this.carts = carts;
        this.environment = environment;
        this.products = List.of(environment.getRequiredProperty("bench.products", String[].class));
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        new Writers(environment).run(this::open);
    }

    private Writers.Cart open() {
        var shopper = UUID.randomUUID();
        var cart = carts.create(shopper).cartId();
        return n -> carts.add(shopper, cart, products.get(n % products.size()), 1);
    }
}
