package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Restricts which first matches are counted. A null field matches everything.
 *
 * @param from the earliest time of the event
 * @param to the end of the period, exclusive
 * @param type of the event, such as {@code cart.item-added}
 * @param actor as {@link HistoryItem#actor}
 * @param cartId the only cart to examine
 */
record BisectionFilter(@Nullable Instant from, @Nullable Instant to, @Nullable String type, @Nullable String actor,
        @Nullable String command, @Nullable String appVersion, @Nullable CartId cartId) {
    static final BisectionFilter NONE = new BisectionFilter(null, null, null, null, null, null, null);

    boolean accepts(RecordedEvent event) {
        return (from == null || !event.at().isBefore(from)) && (to == null || event.at().isBefore(to))
                && matches(type, event.type()) && matches(actor, event.metaDataText(MetaDataKeys.ACTOR))
                && matches(command, event.metaDataText(MetaDataKeys.COMMAND))
                && matches(appVersion, event.metaDataText(MetaDataKeys.APP_VERSION));
    }

    private static boolean matches(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }
}
