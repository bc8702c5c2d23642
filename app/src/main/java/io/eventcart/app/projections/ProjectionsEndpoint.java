package io.eventcart.app.projections;

import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projections")
final class ProjectionsEndpoint {
    private final Projections projections;

    ProjectionsEndpoint(Projections projections) {
        this.projections = projections;
    }

    /** All of them. */
    record ProjectionList(List<ProjectionView> items) {}

    @GetMapping
    ProjectionList projections() {
        return new ProjectionList(projections.all());
    }

    @GetMapping("/{name}")
    ProjectionView projection(@PathVariable String name) {
        return projections.find(name);
    }

    @PostMapping("/{name}/replay")
    ResponseEntity<ProjectionView> replay(@PathVariable String name) {
        projections.replay(name);
        return ResponseEntity.accepted().location(URI.create("/api/projections/" + name))
                .body(projections.find(name));
    }

    @PostMapping("/{name}/rollback")
    ProjectionView rollBack(@PathVariable String name) throws InterruptedException {
        projections.rollBack(name);
        return projections.find(name);
    }

    @PostMapping("/{name}/discard")
    ProjectionView discard(@PathVariable String name) {
        projections.discard(name);
        return projections.find(name);
    }

    @PostMapping("/{name}/pause")
    ProjectionView pause(@PathVariable String name) {
        projections.pause(name);
        return projections.find(name);
    }

    @PostMapping("/{name}/resume")
    ProjectionView resume(@PathVariable String name) {
        projections.resume(name);
        return projections.find(name);
    }
}
