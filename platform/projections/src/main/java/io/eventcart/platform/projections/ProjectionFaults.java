package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** The refusals of an operator's call on a projection. */
@SuppressWarnings("serial")
final class ProjectionFaults {
    private ProjectionFaults() {}

    static final class ProjectionNotFound extends Rejection {
        ProjectionNotFound(String name) {
            super("projection-not-found", Nature.NOT_FOUND,
                    "There is no projection " + name + ". GET /api/projections names them.", Map.of("name", name));
        }
    }

    /** An automation's actions must not be repeated. */
    static final class NotRebuildable extends Rejection {
        NotRebuildable(String name) {
            super("projection-not-rebuildable", Nature.CONFLICT,
                    name + " is an automation: it acts on each event once and keeps no rows. It can be neither rebuilt nor "
                            + "paused.",
                    Map.of("name", name));
        }
    }

    static final class RebuildUnderWay extends Rejection {
        RebuildUnderWay(String name) {
            super("rebuild-under-way", Nature.CONFLICT, "Projection " + name
                    + " is being rebuilt. Wait for the switch-over, or cancel it with POST /api/projections/" + name
                    + "/discard.", Map.of("name", name));
        }
    }

    static final class ProjectionPaused extends Rejection {
        ProjectionPaused(String name) {
            super("projection-paused", Nature.CONFLICT, "Projection " + name
                    + " is paused. Resume it first, with POST /api/projections/" + name + "/resume.",
                    Map.of("name", name));
        }
    }

    static final class StandbyCopyEmpty extends Rejection {
        StandbyCopyEmpty(String name) {
            super("standby-copy-empty", Nature.CONFLICT, "Projection " + name
                    + " has an empty standby copy: no rebuild is under way, and no previous copy is left.",
                    Map.of("name", name));
        }
    }

    static final class StandbyCopyBehind extends Rejection {
        StandbyCopyBehind(String name) {
            super("standby-copy-behind", Nature.CONFLICT, "The standby copy of projection " + name
                    + " has not caught up, and readers would see an older state. Look at GET /api/projections/" + name
                    + ", and try again.", Map.of("name", name));
        }
    }

    /** Another call was faster. */
    static final class ProjectionChanged extends Rejection {
        ProjectionChanged(String name) {
            super("projection-changed", Nature.CONFLICT, "Another call has changed projection " + name
                    + " at the same moment. Check its state, and try again.", Map.of("name", name));
        }
    }
}
