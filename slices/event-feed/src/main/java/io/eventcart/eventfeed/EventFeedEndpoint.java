package io.eventcart.eventfeed;

import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@RestController
@Tag(name = "Feed", description = "The events of all streams in global order, for other systems to follow.")
@MayCall(Caller.OPERATOR)
@RequestMapping("/api/events")
final class EventFeedEndpoint {
    private static final String CLOUD_EVENTS = "application/cloudevents-batch+json";
    private static final String READ = "Read the feed of events";
    private static final String READ_MORE = "The events of all streams in global order, in their newest form: after a position, of some types if types names "
            + "them. next is the position to go on after, also at the end; head is the position up to which there are events. Accept chooses "
            + "JSON, a batch of CloudEvents 1.0 with the next part in the header Link, or a stream of server-sent events.";

    private final Feed feed;
    /** A stream waits for events most of the time, so each has a virtual thread. */
    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());
    private final Sinks.Empty<Void> closing = Sinks.empty();

    EventFeedEndpoint(Feed feed) {
        this.feed = feed;
    }

    /**
     * @param next the position to give as {@code after} for the part that follows
     * @param head the position up to which there are events
     */
    record FeedPage(List<FeedEvent> items, long next, long head) {}

    /** One method for both forms. Of two methods, Spring would choose by the alphabet for a caller that accepts any form. */
    @Operation(summary = READ, description = READ_MORE)
    @ApiResponse(responseCode = "200", description = "OK", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = FeedPage.class)),
            @Content(mediaType = CLOUD_EVENTS, array = @ArraySchema(schema = @Schema(implementation = CloudEventForm.class)))})
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, CLOUD_EVENTS})
    ResponseEntity<Object> page(@RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "") Set<String> types,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) List<String> accept) {
        var part = feed.after(after, types, limit);
        if (wantsCloudEvents(MediaType.parseMediaTypes(accept))) {
            return ResponseEntity.ok().contentType(MediaType.valueOf(CLOUD_EVENTS))
                    .header(HttpHeaders.LINK, "<" + addressOf(part.next(), types, limit) + ">; rel=\"next\"")
                    .body(part.entries().stream().map(CloudEventForm::of).toList());
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new FeedPage(
                part.entries().stream().map(Feed.Entry::event).toList(), part.next(), part.head()));
    }

    private static boolean wantsCloudEvents(List<MediaType> accepted) {
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream().filter(type -> type.includes(MediaType.APPLICATION_JSON)
                || type.includes(MediaType.valueOf(CLOUD_EVENTS))).findFirst()
                .filter(type -> !type.includes(MediaType.APPLICATION_JSON)).isPresent();
    }

    private static String addressOf(long next, Set<String> types, int limit) {
        var address = UriComponentsBuilder.fromPath("/api/events").queryParam("after", next).queryParam("limit", limit);
        if (!types.isEmpty()) {
            address.queryParam("types", String.join(",", types));
        }
        return address.encode().toUriString();
    }

    @Operation(summary = READ, description = READ_MORE)
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<FeedEvent>> stream(@RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "") Set<String> types,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "0") @Min(0) long lastSeen, HttpMethod method) {
        if (HttpMethod.HEAD.equals(method)) {
            return Flux.empty();
        }
        var follower = new Follower(feed, Math.max(after, lastSeen), types);
        return Flux.<ServerSentEvent<FeedEvent>>generate(sink -> sink.next(follower.next())).subscribeOn(threads)
                .takeUntilOther(closing.asMono()).doFinally(signal -> follower.close());
    }

    /** A stream never ends by itself and would delay the shutdown. */
    @EventListener
    void close(ContextClosedEvent closed) {
        closing.tryEmitEmpty();
    }
}
