package io.eventcart.cartsummary;

import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.Revalidated;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.ViewBehind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@RestController
@Tag(name = "Carts")
@MayCall({Caller.VISITOR, Caller.OPERATOR})
@RequestMapping("/api/carts/{cartId}")
final class CartSummaryEndpoint {
    /** Keeps the stream alive for proxies and browsers, and detects a disconnected reader. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /** Longer than an update takes from the commit to a subscriber within this instance. */
    private static final Duration UPDATE_DELAY = Duration.ofMillis(500);

    private final QueryGateway queries;
    private final CartHistory history;
    private final Sinks.Empty<Void> closing = Sinks.empty();

    CartSummaryEndpoint(QueryGateway queries, CartHistory history) {
        this.queries = queries;
        this.history = history;
    }

    @Operation(summary = "Show a cart", description = "The cart as it is now, or as it stood at a version or at an instant, computed from its events. "
            + "With atLeast the answer waits up to 2 s until the view shows that version. The owner and the operator may ask.")
    @Revalidated
    @GetMapping
    ResponseEntity<CartView> cart(Reader reader, @PathVariable CartId cartId,
            @RequestParam(defaultValue = "1") @Min(1) long atLeast) {
        var view = view(FindCart.of(cartId, reader), atLeast);
        return ResponseEntity.ok().eTag(view.eTag()).cacheControl(CacheControl.noCache().cachePrivate()).body(view);
    }

    @Operation(summary = "Watch a cart", description = "A stream of server-sent events: the cart at once, then after every change. The id of an "
            + "event is the version; Last-Event-ID resumes after it. The owner and the operator may "
            + "watch.")
    @GetMapping(path = "/updates", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<CartView>> updates(Reader reader, @PathVariable CartId cartId,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "0") @Min(0) long lastSeen, HttpMethod method) {
        var query = FindCart.of(cartId, reader);
        view(query, 1);
        if (HttpMethod.HEAD.equals(method)) {
            return Flux.empty();
        }
        var subscription = queries.subscriptionQuery(query, ResponseTypes.instanceOf(CartView.class),
                ResponseTypes.instanceOf(CartView.class));
        var views = Flux.merge(subscription.initialResult().concatWith(subscription.updates()), polled(query))
                .scan((latest, next) -> next.version() > latest.version() ? next : latest)
                .distinctUntilChanged(CartView::version)
                .filter(view -> view.version() > lastSeen)
                .map(view -> ServerSentEvent.builder(view).id(Long.toString(view.version())).build());
        return Flux
                .merge(views,
                        Flux.interval(HEARTBEAT).map(n -> ServerSentEvent.<CartView>builder().comment("").build()))
                .takeUntilOther(closing.asMono())
                .doFinally(signal -> subscription.close());
    }

    /** A stream never ends by itself and would delay the shutdown. Browsers reconnect by themselves. */
    @EventListener
    void close(ContextClosedEvent closed) {
        closing.tryEmitEmpty();
    }

    /**
     * Polls for versions that other instances wrote, since they send no updates to this one. The result is delayed: it must not
     * overtake this instance's own updates, which carry every version.
     */
    private Flux<CartView> polled(FindCart query) {
        return Flux.interval(POLL_INTERVAL).onBackpressureDrop()
                .concatMap(n -> Mono.fromCallable(() -> find(query)).subscribeOn(Schedulers.boundedElastic())
                        .onErrorComplete(), 1)
                .flatMapIterable(view -> view.stream().toList())
                .delayElements(UPDATE_DELAY);
    }

    /** Checks the history before it reports a cart as missing, since the view may lag behind. */
    private CartView view(FindCart query, long atLeast) {
        var view = find(query);
        if (view.isEmpty() && !history.isReadableBy(query.cartId(), query.reader())) {
            throw new CartNotFound(query.cartId());
        }
        return view.filter(latest -> latest.version() >= atLeast)
                .or(() -> Eventually.find(() -> find(query).filter(latest -> latest.version() >= atLeast)))
                .orElseThrow(() -> new ViewBehind(atLeast));
    }

    private Optional<CartView> find(FindCart query) {
        return queries.query(query, ResponseTypes.optionalInstanceOf(CartView.class)).join();
    }
}
