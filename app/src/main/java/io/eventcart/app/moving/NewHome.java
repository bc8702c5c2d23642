package io.eventcart.app.moving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes a place ready for a history that comes from elsewhere. */
final class NewHome {
    private final Places places;
    private final StoreName to;

    NewHome(Places places, StoreName to) {
        this.places = places;
        this.to = to;
    }

    /** Before the first event: what is computed there is of another history, or of other positions. */
    void prepare(EventTarget target, boolean isRewritten, Consumer<String> say) {
        if (target.count() > 0) {
            return;
        }
        if (to == StoreName.POSTGRES || places.hasEmbedded()) {
            try (var home = places.home(to)) {
                Belongings.emptyProjections(home.jdbc());
                if (isRewritten) {
                    home.jdbc().sql("DELETE FROM seal").update();
                }
            }
        }
        say.accept("Projections are rebuilt: their positions are not carried over. Their tables for " + to
                + " are empty, and the app fills them from the events when it starts there.");
        if (isRewritten) {
            retireSeals(say);
        }
    }

    private void retireSeals(Consumer<String> say) {
        var seals = places.dataDir().resolve("seals").resolve("seals.jsonl");
        if (!Files.exists(seals)) {
            return;
        }
        try {
            var retired = free(seals);
            Files.move(seals, retired);
            say.accept("The old seals are of the old chain: they are kept as " + retired + ", and new ones begin.");
        } catch (IOException e) {
            throw new UncheckedIOException(seals + " can't be moved aside", e);
        }
    }

    private static Path free(Path seals) {
        for (var n = 1;; n++) {
            var retired = seals.resolveSibling("seals-of-old-chain-" + n + ".jsonl");
            if (!Files.exists(retired)) {
                return retired;
            }
        }
    }
}
