package io.eventcart.insights;

import io.eventcart.insights.SqlQuestions.Export;
import io.eventcart.insights.copy.AnalyticalCopy;
import io.eventcart.insights.ocel.OcelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the object-centric event log into a file of its own, since it may be large and the copy must not wait for a slow reader. */
@Component
final class OcelExport {
    private final AnalyticalCopy copy;

    OcelExport(AnalyticalCopy copy) {
        this.copy = copy;
    }

    /** @return a file for the caller to read and to delete */
    Export json(@Nullable Long atLeast) {
        return copy.ask(atLeast, seen -> {
            var file = seen.exports().resolve(UUID.randomUUID() + ".export");
            try (var out = Files.newOutputStream(file)) {
                OcelJson.write(seen.connection(), out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Export(file, seen.position());
        });
    }
}
