package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** Why a projection is not touched. */
@SuppressWarnings("serial")
final class ProjectionFaults {
    private ProjectionFaults() {}

    static final class ProjectionNotFound extends Rejection {
        ProjectionNotFound(String name) {
            super("projection-not-found", Nature.NOT_FOUND,
                    "There is no projection " + name + ". GET /api/projections names them.", Map.of("name", name));
        }
    }

    /** It does something that must not be done again. */
    static final class NotRebuildable extends Rejection {
        NotRebuildable(String name) {
            super("projection-not-rebuildable", Nature.CONFLICT,
                    name + " keeps no rows that could be made again: it acts on "
                            + "events, once. It can be neither replayed nor paused.",
                    Map.of("name", name));
        }
    }

    static final class RebuildUnderWay extends Rejection {
        RebuildUnderWay(String name) {
            super("rebuild-under-way", Nature.CONFLICT, "Projection " + name
                    + " is being rebuilt. Wait for the switch-over, or give it up with POST /api/projections/" + name
                    + "/discard.", Map.of("name", name));
        }
    }

    static final class ProjectionPaused extends Rejection {
        ProjectionPaused(String name) {
            super("projection-paused", Nature.CONFLICT, "Projection " + name
                    + " is paused. Let it go on first, with POST /api/projections/" + name + "/resume.",
                    Map.of("name", name));
        }
    }

    static final class NothingInStandby extends Rejection {
        NothingInStandby(String name) {
            super("standby-copy-empty", Nature.CONFLICT, "Projection " + name
                    + " has an empty standby copy: no rebuild is under way, and no copy of an earlier one is left.",
                    Map.of("name", name));
        }
    }

    static final class StandbyBehind extends Rejection {
        StandbyBehind(String name) {
            super("standby-copy-behind", Nature.CONFLICT, "The standby copy of projection " + name
                    + " has not caught up, and readers would see an older state. Look at GET /api/projections/" + name
                    + ", and try again.", Map.of("name", name));
        }
    }

    /** Somebody else was quicker. */
    static final class ProjectionChanged extends Rejection {
        ProjectionChanged(String name) {
            super("projection-changed", Nature.CONFLICT, "Somebody else has changed projection " + name
                    + " at the same moment. Look at it, and try again.", Map.of("name", name));
        }
    }
}
