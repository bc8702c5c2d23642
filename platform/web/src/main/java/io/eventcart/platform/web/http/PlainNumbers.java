package io.eventcart.platform.web.http;

import java.beans.PropertyEditorSupport;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Accepts a number in an address or a header only in the digits 0 to 9. Java would accept digits of other alphabets, and Spring
 * signs, spaces and {@code 0x}. An empty number is refused: {@code ?quantity=} must not remove all pieces.
 */
@ControllerAdvice
final class PlainNumbers {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Map<Class<?>, Function<String, Number>> NUMBERS = Map.of(
            int.class, Integer::valueOf, Integer.class, Integer::valueOf,
            long.class, Long::valueOf, Long.class, Long::valueOf);

    @InitBinder
    void refuseOthers(WebDataBinder binder) {
        NUMBERS.forEach((type, number) -> binder.registerCustomEditor(type, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                setValue(read(text, number));
            }
        }));
    }

    private static Number read(String text, Function<String, Number> number) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a whole number in the digits 0 to 9, without a sign");
        }
        try {
            return number.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is too large a number", e);
        }
    }
}
