package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Projections", description = "The positions and the states of the read models, and their rebuilds.")
@MayCall(Caller.OPERATOR)
@RequestMapping("/api/projections")
final class ProjectionsEndpoint {
    private final Projections projections;
    private final Rebuilds rebuilds;
    private final LocalProjections local;

    ProjectionsEndpoint(Projections projections, Rebuilds rebuilds, LocalProjections local) {
        this.projections = projections;
        this.rebuilds = rebuilds;
        this.local = local;
    }

    /** All projections and automations. */
    record ProjectionList(List<ProjectionView> items) {}

    @Operation(summary = "List the projections", description = "Each with its position, its lag behind the events and its state.")
    @GetMapping
    ProjectionList projections() {
        return new ProjectionList(projections.all());
    }

    @Operation(summary = "Show one projection", description = "Its position, lag and state, and the progress of a rebuild that is under way.")
    @GetMapping("/{name}")
    ProjectionView projection(@PathVariable String name) {
        return projections.find(name);
    }

    @Operation(summary = "Rebuild a projection", description = "Rebuilds the standby copy, and switches over when it has caught up. Answers at "
            + "once. GET of the projection shows the progress.")
    @PostMapping("/{name}/replay")
    ResponseEntity<ProjectionView> replay(@PathVariable String name) {
        if (!local.start(name)) {
            rebuilds.start(name);
        }
        return ResponseEntity.accepted().location(URI.create("/api/projections/" + name))
                .body(projections.find(name));
    }

    @Operation(summary = "Switch back to the previous copy", description = "Makes the copy active again that was active before the last rebuild. It must have "
            + "seen all events that the active copy has seen.")
    @PostMapping("/{name}/rollback")
    ProjectionView switchBack(@PathVariable String name) throws InterruptedException {
        if (!local.switchBack(name)) {
            rebuilds.switchBack(name);
        }
        return projections.find(name);
    }

    @Operation(summary = "Discard the standby copy", description = "Cancels the rebuild that is under way, or deletes the previous copy that could be switched back to.")
    @PostMapping("/{name}/discard")
    ProjectionView discard(@PathVariable String name) {
        if (!local.discard(name)) {
            rebuilds.discard(name);
        }
        return projections.find(name);
    }

    @Operation(summary = "Pause a projection", description = "The projection handles no events until it is resumed. Readers see its last state.")
    @PostMapping("/{name}/pause")
    ProjectionView pause(@PathVariable String name) {
        if (!local.pause(name)) {
            rebuilds.pause(name);
        }
        return projections.find(name);
    }

    @Operation(summary = "Resume a projection", description = "A paused projection handles events again, from its checkpoint.")
    @PostMapping("/{name}/resume")
    ProjectionView resume(@PathVariable String name) {
        if (!local.resume(name)) {
            rebuilds.resume(name);
        }
        return projections.find(name);
    }
}
