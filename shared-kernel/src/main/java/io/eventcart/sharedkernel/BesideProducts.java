package io.eventcart.sharedkernel;

import gg.jte.Content;
import io.eventcart.platform.sliceapi.PageCall;
import java.util.Optional;

/** What a slice shows beside the products of the shop's page, such as the cart. A slice implements it as a bean. */
public interface BesideProducts {
    /** @param shopper empty in a browser that has no session yet */
    Content at(Optional<ShopperId> shopper, PageCall call);
}
