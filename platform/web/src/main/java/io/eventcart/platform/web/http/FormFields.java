package io.eventcart.platform.web.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.Arrays;

/** Reads the fields of a page's form, {@code application/x-www-form-urlencoded} in UTF-8. */
final class FormFields {
    private static final int MOST = 1000;

    private FormFields() {}

    /** @return the values of each field, in their order; a part that can't be decoded is taken as it is, and all beyond a thousand are left out */
    static Map<String, String[]> of(byte[] body) {
        var fields = new LinkedHashMap<String, String[]>();
        Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&")).filter(part -> !part.isEmpty()).limit(MOST)
                .forEach(part -> {
                    var sign = part.indexOf('=');
                    var name = decoded(sign < 0 ? part : part.substring(0, sign));
                    var value = sign < 0 ? "" : decoded(part.substring(sign + 1));
                    fields.merge(name, new String[]{value}, (first, second) -> Stream
                            .concat(Arrays.stream(first), Arrays.stream(second)).toArray(String[]::new));
                });
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
