package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** The analytical copy has not reached the position that a reader needs. */
@SuppressWarnings("serial")
final class CopyBehind extends Rejection {
    CopyBehind(String why, long atLeast, long position) {
        super("view-behind", Nature.NOT_YET, why, Map.of("atLeast", atLeast, "position", position));
    }
}
