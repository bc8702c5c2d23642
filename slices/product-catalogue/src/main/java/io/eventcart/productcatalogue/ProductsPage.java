package io.eventcart.productcatalogue;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.NavigationLink;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.WebPage;
import io.eventcart.sharedkernel.BesideProducts;
import io.eventcart.sharedkernel.OnProduct;
import io.eventcart.sharedkernel.Product;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The shop: its products, and what other slices show at and beside them. */
@PageController
@MayCall(Caller.ANYBODY)
final class ProductsPage {
    private static final int PRODUCTS = 24;
    private static final int LONGEST_SEARCH = 200;

    private final CsvCatalogue catalogue;
    private final List<OnProduct> onProduct;
    private final List<BesideProducts> beside;

    ProductsPage(CsvCatalogue catalogue, List<OnProduct> onProduct, List<BesideProducts> beside) {
        this.catalogue = catalogue;
        this.onProduct = onProduct;
        this.beside = beside;
    }

    /** @param more the address of the next part of the list; null at its end */
    record Shop(String words, List<Entry> products, @Nullable String more, List<Content> beside) {}

    record Entry(Product product, List<Content> actions) {}

    @GetMapping("/")
    WebPage shop(PageCall call, Optional<ShopperId> shopper, @RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(required = false) @Nullable ProductId after) {
        var searched = words.length() > LONGEST_SEARCH ? words.substring(0, LONGEST_SEARCH) : words;
        var found = catalogue.search(searched, PRODUCTS, after);
        var shop = new Shop(searched,
                found.items().stream()
                        .map(product -> new Entry(product,
                                onProduct.stream().map(action -> action.at(product, call)).toList()))
                        .toList(),
                found.next() == null ? null : "/?q=" + encoded(searched) + "&after=" + encoded(found.next()),
                beside.stream().map(part -> part.at(shopper, call)).toList());
        return WebPage.shop("Products", Html.of((out, none) -> JteproductsGenerated.render(out, none, shop)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The shop in the navigation. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavigationLink productsLink() {
            return new NavigationLink(WebPage.Area.SHOP, "Products", "/", 10);
        }
    }
}
