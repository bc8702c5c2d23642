package io.eventcart.platform.sliceapi;

import java.util.UUID;
import java.util.regex.Pattern;

/** Parses UUIDs. */
public final class Uuids {
    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private Uuids() {}

    /**
     * Stricter than {@link UUID#fromString}, which accepts {@code 1-1-1-1-1} and drops digits of a part that is too long. Texts
     * that differ in more than upper and lower case never give the same id.
     *
     * @throws IllegalArgumentException if the text is not a UUID of 36 characters
     */
    public static UUID parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a UUID such as 3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
        }
        return UUID.fromString(text);
    }
}
