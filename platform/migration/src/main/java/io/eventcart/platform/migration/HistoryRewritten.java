package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.StoredAs;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The events before this one were made anew from those of another store, and so was their hash chain.
 *
 * @param from the store that they came from
 * @param events how many there were
 * @param root the Merkle tree (RFC 6962) over their hashes, in their order: what old seals and copies are held against
 * @param by what has changed them: {@code upcast}, or the name of a class
 */
@StoredAs(HistoryRewritten.TYPE)
@Revision(HistoryRewritten.REVISION)
public record HistoryRewritten(String from, long events, String root, List<String> by) implements DomainEvent {
    static final String TYPE = "store.history-rewritten";
    static final String REVISION = "1";
    static final String STREAM_TYPE = "store";
    static final String STREAM = "store:history";

    @Override
    public String stream() {
        return STREAM;
    }

    @Override
    public String streamType() {
        return STREAM_TYPE;
    }
}
