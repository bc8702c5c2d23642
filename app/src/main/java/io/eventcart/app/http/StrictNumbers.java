package io.eventcart.app.http;

import org.springframework.beans.propertyeditors.CustomNumberEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** A number left empty is a mistake, not the same as none: {@code ?quantity=} must not remove all. */
@ControllerAdvice
final class StrictNumbers {
    @InitBinder
    void refuseEmptyOnes(WebDataBinder binder) {
        binder.registerCustomEditor(Integer.class, new CustomNumberEditor(Integer.class, false));
    }
}
