package io.eventcart.platform.sliceapi;

import gg.jte.Content;

/** A part of a page that is open already: it answers a request of the page's script. A {@link PageController} returns it. */
public record PagePart(Content content) {}
