package io.eventcart.platform.web.pages;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.DashboardTile;
import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.platform.sliceapi.NavigationLink;
import io.eventcart.platform.sliceapi.Notice;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.PageController;
import io.eventcart.platform.sliceapi.PagePart;
import io.eventcart.platform.sliceapi.WebPage;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;

/** The operator's dashboard: the tiles of all modules, kept fresh. */
@PageController
@MayCall(Caller.OPERATOR)
final class DashboardPage {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardPage.class);

    private final List<DashboardTile> tiles;

    DashboardPage(ObjectProvider<DashboardTile> tiles) {
        this.tiles = tiles.stream().sorted(Comparator.comparingInt(DashboardTile::order)).toList();
    }

    record Tile(String title, Content content) {}

    record Tiles(List<Tile> tiles) {}

    record Dashboard(Content tiles) {}

    @GetMapping("/operator")
    WebPage dashboard(PageCall call) {
        var dashboard = new Dashboard(content(call));
        return WebPage.desk("Dashboard", Html.of((out, none) -> JtedashboardGenerated.render(out, none, dashboard)));
    }

    @GetMapping("/operator/tiles")
    PagePart tiles(PageCall call) {
        return new PagePart(content(call));
    }

    private Content content(PageCall call) {
        var shown = new Tiles(tiles.stream().map(tile -> new Tile(tile.title(), safely(tile, call))).toList());
        return Html.of((out, none) -> JtetilesGenerated.render(out, none, shown));
    }

    /** One tile that fails does not take the others with it. */
    private static Content safely(DashboardTile tile, PageCall call) {
        try {
            return tile.content(call);
        } catch (RuntimeException e) {
            LOG.warn("The dashboard's tile {} failed", tile.title(), e);
            return PageWriter.notice(Notice.refused("", "This can't be shown at the moment. The page tries again."));
        }
    }

    /** The dashboard in the navigation. */
    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavigationLink dashboardLink() {
            return new NavigationLink(WebPage.Area.DESK, "Dashboard", "/operator", 10);
        }
    }
}
