package io.eventcart.sharedkernel;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.PageCall;

/** What a slice shows at each line of an open cart, such as a form. A slice implements it as a bean. */
public interface OnCartLine {
    /** @param call the request for the page or for the stream that keeps it fresh */
    Content at(CartId cartId, Line line, PageCall call);
}
