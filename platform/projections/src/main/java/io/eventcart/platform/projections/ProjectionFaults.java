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

    static final class ReplayUnderWay extends Rejection {
        ReplayUnderWay(String name) {
            super("replay-under-way", Nature.CONFLICT, "Projection " + name
                    + " is being rebuilt. Wait for the swap, or give it up with POST /api/projections/" + name
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

    static final class NothingKept extends Rejection {
        NothingKept(String name) {
            super("nothing-kept", Nature.CONFLICT, "Projection " + name
                    + " has no other side: nothing is kept of an earlier replay, and none is under way.",
                    Map.of("name", name));
        }
    }

    static final class KeptIsBehind extends Rejection {
        KeptIsBehind(String name) {
            super("kept-is-behind", Nature.CONFLICT, "The kept side of projection " + name
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
