package io.eventcart.sharedkernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The id of a product of the shop: 1 to 64 letters, digits, {@code .}, {@code _} and {@code -}. */
public record ProductId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException if the text has another form */
    public ProductId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("is not 1 to 64 letters, digits, '.', '_' and '-'");
        }
    }

    @JsonCreator
    public static ProductId of(String text) {
        return new ProductId(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
