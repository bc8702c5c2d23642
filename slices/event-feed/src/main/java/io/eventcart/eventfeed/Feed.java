package io.eventcart.eventfeed;

import io.eventcart.platform.sliceapi.NewestForm;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.SettledHead;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of all streams in global order, in their newest form, up to where that order is final. */
@Component
final class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    /** Bounds the time of a call whose filter matches few events. The next part continues from there. */
    private static final int MAX_READ_FOR_A_PART = 10_000;

    private final StoredEvents events;
    private final SettledHead settled;
    private final NewestForm newestForm;
    private final PersonalData personal;
    private final JsonMapper json;

    Feed(StoredEvents events, SettledHead settled, NewestForm newestForm, PersonalData personal, JsonMapper json) {
        this.events = events;
        this.settled = settled;
        this.newestForm = newestForm;
        this.personal = personal;
        this.json = json;
    }

    /** An event, and the id that the store knows it by. */
    record Entry(String eventId, String streamType, FeedEvent event) {}

    /**
     * @param next the position up to which events were read: the next part begins after it
     * @param head the position up to which there are events to read now
     */
    record Part(List<Entry> entries, long next, long head) {}

    /**
     * @param types the stored names that are wanted, in their newest form; all if empty
     * @param limit how many events at the most; a few more if an upcaster makes several out of the last one
     */
    Part after(long position, Set<String> types, int limit) {
        var head = settled.position();
        var entries = new ArrayList<Entry>();
        var next = Math.max(position, 0);
        try (var stored = events.between(position, head)) {
            var read = 0;
            Iterator<StoredEvent> all = stored.iterator();
            while (entries.size() < limit && read < MAX_READ_FOR_A_PART && all.hasNext()) {
                var event = all.next();
                inNewestForm(event).stream().filter(entry -> types.isEmpty() || types.contains(entry.event().type()))
                        .forEach(entries::add);
                next = event.position();
                read++;
            }
        }
        return new Part(entries, next, head);
    }

    private List<Entry> inNewestForm(StoredEvent stored) {
        try {
            return newestForm.of(stored).stream().map(event -> entry(event, personal
                    .readable(json.readTree(event.payload()), event.type(), event.aggregateId()))).toList();
        } catch (RuntimeException e) {
            LOG.warn("Event {} of stream {} can't be brought into its newest form: {}", stored.sequenceNumber() + 1,
                    stored.aggregateId(), e.toString());
            return List.of(entry(stored, json.createObjectNode().put("unreadable", true)));
        }
    }

    private static Entry entry(StoredEvent event, JsonNode data) {
        return new Entry(event.eventId(), event.aggregateType(), FeedEvent.of(event, data));
    }
}
