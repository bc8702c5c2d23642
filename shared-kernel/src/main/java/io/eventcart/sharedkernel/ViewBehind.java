package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** A view does not show, in the time that a reader is let to wait, what the reader knows has happened. */
@SuppressWarnings("serial")
public final class ViewBehind extends Rejection {
    /** @param atLeast the version that the view ought to have reached */
    public ViewBehind(long atLeast) {
        super("view-behind", Nature.NOT_YET, "The view has not reached version " + atLeast + " within "
                + Eventually.PATIENCE.toSeconds() + " s. What was written stands.", Map.of("atLeast", atLeast));
    }
}
