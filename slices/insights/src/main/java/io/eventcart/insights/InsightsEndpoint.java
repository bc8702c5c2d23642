package io.eventcart.insights;

import io.eventcart.insights.Insights.FunnelRequest;
import io.eventcart.insights.answers.Abandonment;
import io.eventcart.insights.answers.BeforeCheckout;
import io.eventcart.insights.answers.Funnel;
import io.eventcart.insights.answers.ProductRanking;
import io.eventcart.insights.answers.CartSeries;
import io.eventcart.insights.copy.AnalyticalCopy.Progress;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Insights", description = "Answers over the whole history, from an analytical copy of it.")
@MayCall(Caller.OPERATOR)
@RequestMapping("/api/insights")
final class InsightsEndpoint {
    private final Insights insights;

    InsightsEndpoint(Insights insights) {
        this.insights = insights;
    }

    @Operation(summary = "Show how far the analytical copy is", description = "Its position, the newest position, and how many events it has. The first call of "
            + "any of these makes the server fill the copy.")
    @GetMapping
    Progress progress() {
        return insights.progress();
    }

    @Operation(summary = "Count who gets how far", description = "How many carts or shoppers have events of the steps' types in this order, within a time, and the "
            + "median time from step to step.")
    @PostMapping("/funnel")
    Funnel funnel(@RequestBody FunnelRequest request, @RequestParam(required = false) @Min(0) @Nullable Long atLeast) {
        return insights.funnel(request, atLeast);
    }

    @Operation(summary = "Count the carts that were left", description = "Carts that lay idle with something in them, what became of them, and what they were worth.")
    @GetMapping("/abandonment")
    Abandonment abandonment(@RequestParam(required = false) @Nullable String idle,
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Min(0) @Nullable Long atLeast) {
        return insights.abandonment(idle, window, from, to, asOf, atLeast);
    }

    @Operation(summary = "Show what happens to each product", description = "How often it is added, removed and bought, and how many shoppers removed it and bought it later.")
    @GetMapping("/products")
    ProductRanking products(@RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "10000") @Min(1) @Max(10_000) int limit,
            @RequestParam(required = false) @Min(0) @Nullable Long atLeast) {
        return insights.products(from, to, asOf, sort, limit, atLeast);
    }

    @Operation(summary = "Compare what came before checkouts and before carts were left", description = "The types of the last events before each, how often each pattern came before which, and the "
            + "odds ratio with its 95 % interval.")
    @GetMapping("/before-checkout")
    BeforeCheckout beforeCheckout(@RequestParam(defaultValue = "3") @Min(1) @Max(10) int last,
            @RequestParam(required = false) @Nullable String idle,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Min(0) @Nullable Long atLeast) {
        return insights.beforeCheckout(last, idle, asOf, atLeast);
    }

    @Operation(summary = "Show the shop over time", description = "Carts opened, left and bought in each bucket of time, the revenue and the conversion.")
    @GetMapping("/series")
    CartSeries series(@RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String idle,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Min(0) @Nullable Long atLeast) {
        return insights.series(bucket, idle, from, to, asOf, atLeast);
    }
}
