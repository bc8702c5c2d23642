package io.eventcart.platform.projections;

import io.eventcart.platform.projections.ProjectionFaults.ProjectionPaused;
import io.eventcart.platform.projections.ProjectionFaults.RebuildUnderWay;
import io.eventcart.platform.projections.ProjectionFaults.StandbyCopyEmpty;
import io.eventcart.platform.projections.ProjectionView.Previous;
import io.eventcart.platform.projections.ProjectionView.RunState;
import io.eventcart.platform.sliceapi.LocalProjection;
import io.eventcart.platform.sliceapi.LocalProjection.State;
import io.eventcart.platform.sliceapi.LocalProjection.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The projections that this instance keeps outside the database, behind the same calls as all others. */
@Component
final class LocalProjections {
    private final ObjectProvider<LocalProjection> projections;

    LocalProjections(ObjectProvider<LocalProjection> projections) {
        this.projections = projections;
    }

    Stream<ProjectionView> all(long head) {
        return projections.stream().map(projection -> view(projection, head));
    }

    Optional<ProjectionView> find(String name, long head) {
        return named(name).map(projection -> view(projection, head));
    }

    private Optional<LocalProjection> named(String name) {
        return projections.stream().filter(projection -> projection.name().equals(name)).findFirst();
    }

    private static ProjectionView view(LocalProjection projection, long head) {
        var status = projection.status();
        var rebuild = status.rebuild() == null
                ? null
                : RebuildProgress.of(status.rebuild().position(), head, status.rebuild().eventsPerSecond(),
                        Instant.now());
        var previous = status.previous() == null
                ? null
                : new Previous(status.previous().copy(), status.previous().since(), status.previous().position());
        return new ProjectionView(projection.name(), runState(status.state()), true, status.copy(), status.position(),
                status.state() == State.IDLE ? 0 : Math.max(0, head - status.position()), status.error(), 0, rebuild,
                null, previous);
    }

    private static RunState runState(State state) {
        return switch (state) {
            case IDLE -> RunState.IDLE;
            case RUNNING -> RunState.RUNNING;
            case REPLAYING -> RunState.REPLAYING;
            case PAUSED -> RunState.PAUSED;
            case ERROR -> RunState.ERROR;
        };
    }

    /** @return whether the projection of that name is a local one, and the call was for it */
    boolean start(String name) {
        return ifLocal(name, projection -> {
            requireNoRebuild(name, projection.status());
            requireNotPaused(name, projection.status());
            projection.rebuild();
        });
    }

    boolean switchBack(String name) {
        return ifLocal(name, projection -> {
            requireNoRebuild(name, projection.status());
            requireStandby(name, projection.status());
            requireNotPaused(name, projection.status());
            projection.switchBack();
        });
    }

    boolean discard(String name) {
        return ifLocal(name, projection -> {
            if (projection.status().rebuild() == null) {
                requireStandby(name, projection.status());
            }
            projection.discard();
        });
    }

    boolean pause(String name) {
        return ifLocal(name, projection -> {
            requireNoRebuild(name, projection.status());
            projection.pause();
        });
    }

    boolean resume(String name) {
        return ifLocal(name, LocalProjection::resume);
    }

    private boolean ifLocal(String name, Consumer<LocalProjection> call) {
        var found = named(name);
        found.ifPresent(call);
        return found.isPresent();
    }

    private static void requireNoRebuild(String name, Status status) {
        if (status.rebuild() != null) {
            throw new RebuildUnderWay(name);
        }
    }

    private static void requireNotPaused(String name, Status status) {
        if (status.state() == State.PAUSED) {
            throw new ProjectionPaused(name);
        }
    }

    private static void requireStandby(String name, Status status) {
        if (status.previous() == null) {
            throw new StandbyCopyEmpty(name);
        }
    }
}
