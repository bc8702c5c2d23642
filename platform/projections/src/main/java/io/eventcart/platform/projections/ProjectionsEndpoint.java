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
@Tag(name = "Projections", description = "How far the read models have followed the events, and how they are rebuilt.")
@MayCall(Caller.OPERATOR)
@RequestMapping("/api/projections")
final class ProjectionsEndpoint {
    private final Projections projections;
    private final Rebuilds rebuilds;

    ProjectionsEndpoint(Projections projections, Rebuilds rebuilds) {
        this.projections = projections;
        this.rebuilds = rebuilds;
    }

    /** All of them. */
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

    @Operation(summary = "Rebuild a projection", description = "Rebuilds the projection beside the one that serves, and switches over when it has caught "
            + "up. Answers at once; ask for the projection to see the progress.")
    @PostMapping("/{name}/replay")
    ResponseEntity<ProjectionView> replay(@PathVariable String name) {
        rebuilds.start(name);
        return ResponseEntity.accepted().location(URI.create("/api/projections/" + name))
                .body(projections.find(name));
    }

    @Operation(summary = "Switch back to the copy before", description = "Shows readers the copy again that served before the last rebuild. It must have followed "
            + "the events.")
    @PostMapping("/{name}/rollback")
    ProjectionView switchBack(@PathVariable String name) throws InterruptedException {
        rebuilds.switchBack(name);
        return projections.find(name);
    }

    @Operation(summary = "Discard the standby copy", description = "Gives up a rebuild that is under way, or the copy that is kept for a way back.")
    @PostMapping("/{name}/discard")
    ProjectionView discard(@PathVariable String name) {
        rebuilds.discard(name);
        return projections.find(name);
    }

    @Operation(summary = "Pause a projection", description = "The projection follows no events until it is resumed. Readers see it as it is.")
    @PostMapping("/{name}/pause")
    ProjectionView pause(@PathVariable String name) {
        rebuilds.pause(name);
        return projections.find(name);
    }

    @Operation(summary = "Resume a projection", description = "A paused projection follows the events again, from where it stopped.")
    @PostMapping("/{name}/resume")
    ProjectionView resume(@PathVariable String name) {
        rebuilds.resume(name);
        return projections.find(name);
    }
}
