package io.eventcart.platform.web.pages;

import io.eventcart.platform.sliceapi.FormToken;
import io.eventcart.platform.sliceapi.Html;
import io.eventcart.platform.sliceapi.PageCall;
import io.eventcart.platform.sliceapi.WebPage;
import org.jspecify.annotations.Nullable;

/** The page on which the operator signs in. */
public final class SignInForm {
    private SignInForm() {}

    record Model(FormToken token, String next, @Nullable String fault) {}

    /**
     * @param next the page to lead to afterwards
     * @param fault of an earlier try; null for none
     */
    public static WebPage page(PageCall call, String next, @Nullable String fault) {
        var model = new Model(call.token(), next, fault);
        return WebPage.shop("Sign in", Html.of((out, none) -> JtesigninGenerated.render(out, none, model)));
    }
}
