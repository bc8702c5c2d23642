package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** A view has not reached the version that a reader asks for, within the time that the API waits for it. */
@SuppressWarnings("serial")
public final class ViewBehind extends Rejection {
    /** @param atLeast the version that the reader asks for */
    public ViewBehind(long atLeast) {
        super("view-behind", Nature.NOT_YET, "The view has not reached version " + atLeast + " within "
                + Eventually.PATIENCE.toSeconds() + " s. What was written is stored.", Map.of("atLeast", atLeast));
    }
}
