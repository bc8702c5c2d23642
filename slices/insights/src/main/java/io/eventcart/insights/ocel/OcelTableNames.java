package io.eventcart.insights.ocel;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names tables of the SQLite format after types: {@code CartItemAdded} for {@code cart.item-added}. */
final class OcelTableNames {
    /** SQLite does not tell capital letters from small ones, and a log has tables of these names. */
    private final Set<String> taken = new HashSet<>(List.of("object", "map_type"));

    /** @return letters and digits only; a name that was not returned before, for types that differ in signs only */
    String nameFor(String type) {
        var words = new StringBuilder();
        for (var word : type.split("[^0-9A-Za-z]+", 0)) {
            if (!word.isEmpty()) {
                words.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        var name = words.toString();
        for (var n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
            name = words.toString() + n;
        }
        return name;
    }
}
