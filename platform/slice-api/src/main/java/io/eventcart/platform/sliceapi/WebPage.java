package io.eventcart.platform.sliceapi;

import gg.jte.Content;

/**
 * A whole page, which the platform puts into its frame. A {@link PageController} returns it.
 *
 * @param title of the page, as plain text; the frame shows it as the heading, too
 * @param area whose navigation stands around it
 * @param content below the heading
 * @param status of the answer, 200 to 599
 */
public record WebPage(String title, Area area, Content content, int status) {
    private static final int OK = 200;

    /** A part of the site with a navigation of its own. */
    public enum Area {
        /** Shoppers' pages. */
        SHOP,
        /** The operator's pages. */
        DESK
    }

    public static WebPage shop(String title, Content content) {
        return new WebPage(title, Area.SHOP, content, OK);
    }

    public static WebPage desk(String title, Content content) {
        return new WebPage(title, Area.DESK, content, OK);
    }

    /** @return the same page, as the answer of another status */
    public WebPage withStatus(int other) {
        return new WebPage(title, area, content, other);
    }
}
