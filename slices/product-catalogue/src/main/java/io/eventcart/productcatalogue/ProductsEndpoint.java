package io.eventcart.productcatalogue;

import io.eventcart.platform.sliceapi.Page;
import io.eventcart.sharedkernel.Product;
import io.eventcart.sharedkernel.ProductId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Products", description = "What the shop sells.")
final class ProductsEndpoint {
    private final CsvCatalogue catalogue;

    ProductsEndpoint(CsvCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Operation(summary = "Search the catalogue", description = "Lists the products whose names have all the words of q, or all products. The next of an "
            + "answer, given as after, leads on to the next part.")
    @GetMapping("/api/products")
    Page<Product> products(@RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable ProductId after) {
        return catalogue.search(words, limit, after);
    }
}
