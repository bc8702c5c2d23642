package io.eventcart.sharedkernel;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.PageCall;

/** What a slice shows below an open cart that is not empty, such as the way to the checkout. A slice implements it as a bean. */
public interface OnCart {
    /** @param call the request for the page or for the stream that keeps it fresh */
    Content at(CartId cartId, PageCall call);
}
