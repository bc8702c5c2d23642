package io.eventcart.sharedkernel;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.PageCall;

/** What a slice shows at each product of the shop's page, such as a form. A slice implements it as a bean. */
public interface OnProduct {
    /** @param call the request for the page */
    Content at(Product product, PageCall call);
}
