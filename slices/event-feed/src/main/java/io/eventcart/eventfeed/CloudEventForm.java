package io.eventcart.eventfeed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event of the feed as a CloudEvent 1.0 in JSON. Fields without a CloudEvents attribute are extensions; their names have small letters
 * only, and numbers beyond 32 bits are texts, as the specification demands. An export has the same names.
 *
 * @param id of the event
 * @param subject the stream
 * @param sequence the place in the stream, from 0
 */
@JsonInclude(Include.NON_NULL)
record CloudEventForm(String specversion, String id, String source, String type, String subject, Instant time,
        String datacontenttype, String streamtype, String sequence, String revision, String position,
        @Nullable String actor, @Nullable String correlationid, @Nullable String causationid,
        @Nullable String appversion, JsonNode data) {
    static CloudEventForm of(Feed.Entry entry) {
        var event = entry.event();
        return new CloudEventForm("1.0", entry.eventId(), "/eventcart", event.type(), event.stream(), event.at(),
                "application/json", entry.streamType(), Long.toString(event.version() - 1), event.revision(),
                Long.toString(event.position()), event.actor(), event.correlationId(), event.causationId(),
                event.appVersion(), event.data());
    }
}
