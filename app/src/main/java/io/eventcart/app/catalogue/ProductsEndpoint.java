package io.eventcart.app.catalogue;

import io.eventcart.sharedkernel.Page;
import io.eventcart.sharedkernel.Product;
import io.eventcart.sharedkernel.ProductId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ProductsEndpoint {
    private final CsvCatalogue catalogue;

    ProductsEndpoint(CsvCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/api/products")
    Page<Product> products(@RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable ProductId after) {
        return catalogue.search(words, limit, after);
    }
}
