package io.eventcart.platform.sliceapi;

/**
 * A page's entry in the navigation. A slice declares it as a bean.
 *
 * @param order the smallest one comes first
 */
public record NavigationLink(WebPage.Area area, String text, String path, int order) {}
