package io.eventcart.platform.projections;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.DashboardTile;
import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.PageCall;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Each projection's state and lag, the one that is furthest behind first. */
@Component
final class ProjectionsTile implements DashboardTile {
    private static final int ORDER = 30;

    private final Projections projections;

    ProjectionsTile(Projections projections) {
        this.projections = projections;
    }

    record Shown(List<ProjectionView> projections) {
        static String text(ProjectionView projection) {
            return projection.state().name().toLowerCase(Locale.ROOT);
        }

        static boolean isBad(ProjectionView projection) {
            return projection.state() == ProjectionView.RunState.ERROR;
        }
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String title() {
        return "Projections";
    }

    @Override
    public Content content(PageCall call) {
        var shown = new Shown(projections.all().stream()
                .sorted(Comparator.comparing(Shown::isBad).thenComparingLong(ProjectionView::lag).reversed()
                        .thenComparing(ProjectionView::name))
                .toList());
        return Html.of((out, none) -> JteprojectionsGenerated.render(out, none, shown));
    }
}
