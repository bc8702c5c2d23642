package io.eventcart.platform.sliceapi;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store has an event whose type or revision this version of the app has no code for. Its effect is not known, so the state
 * after it is not known either.
 */
@SuppressWarnings("serial")
public final class UnknownEventType extends Rejection {
    /**
     * @param revision null if it is stored without one
     * @param stream the cart's id, or the name of another stream
     * @param position in the order of the whole store; 0 if the store does not know it
     */
    public UnknownEventType(String type, @Nullable String revision, String stream, long sequenceNumber, long position) {
        super("unknown-event-type", Nature.UNREADABLE, "This version of the app knows no event " + type + " revision "
                + revision + ", which is version " + (sequenceNumber + 1) + " of " + stream
                + (position > 0 ? ", at position " + position + " of the store" : "")
                + ". Run the version of the app that wrote it, or add an upcaster that renames or drops it: "
                + "see docs/guides/change-an-event.md.",
                facts(type, revision, stream, sequenceNumber + 1, position));
    }

    private static Map<String, Object> facts(String type, @Nullable String revision, String stream, long version,
            long position) {
        var facts = new HashMap<String, Object>(Map.of("eventType", type, "stream", stream, "version", version));
        if (revision != null) {
            facts.put("revision", revision);
        }
        if (position > 0) {
            facts.put("position", position);
        }
        return Map.copyOf(facts);
    }

    /** @return its position in the order of the whole store; 0 if the store does not know it */
    public long position() {
        return details().facts().get("position") instanceof Long position ? position : 0;
    }
}
