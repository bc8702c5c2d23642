package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.StoredAs;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The earlier events, and their hash chain, were rewritten from another store's.
 *
 * @param from the source store
 * @param events the number of source events
 * @param root the root of the Merkle tree (RFC 6962) over their hashes, in order, to check old seals and copies against
 * @param by the steps: {@code upcast}, or the name of a class
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
