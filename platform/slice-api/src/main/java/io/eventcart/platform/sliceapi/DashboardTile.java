package io.eventcart.platform.sliceapi;

import gg.jte.Content;

/** What a module shows on the operator's dashboard. A module implements it as a bean. The page asks every two seconds. */
public interface DashboardTile {
    /** @return the smallest one comes first */
    int order();

    String title();

    /** Must be quick: all tiles together answer within 100 ms. */
    Content content(PageCall call);
}
