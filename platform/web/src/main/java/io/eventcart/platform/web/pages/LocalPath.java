package io.eventcart.platform.web.pages;

import java.util.regex.Pattern;

/** A path of this site, with or without a query. Browsers read {@code //host} and {@code /\host} as another site. */
public final class LocalPath {
    private static final Pattern FORM = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\\"<>]]*");
    private static final int LONGEST = 2000;

    private LocalPath() {}

    public static boolean isOne(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}
