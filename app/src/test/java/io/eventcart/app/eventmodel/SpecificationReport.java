package io.eventcart.app.eventmodel;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Which specifications ran, slice by slice. */
final class SpecificationReport {
    private static final String NOT_RUN = "not run";

    private final Map<String, String> outcomes = new HashMap<>();

    void running(Slice slice, Specification specification, Executable run) throws Throwable {
        var key = key(slice, specification);
        outcomes.put(key, "FAILED ");
        run.execute();
        outcomes.put(key, "holds  ");
    }

    void write(Board board, Path file) throws IOException {
        var text = new StringBuilder();
        var summary = new StringBuilder();
        for (var model : board.models()) {
            var slice = model.slice();
            text.append(slice.id()).append('\n');
            slice.specifications().forEach(specification -> text.append("  ")
                    .append(outcomes.getOrDefault(key(slice, specification), NOT_RUN)).append(' ')
                    .append(specification.title()).append('\n'));
            var ran = slice.specifications().stream().filter(it -> outcomes.containsKey(key(slice, it))).count();
            summary.append(", ").append(slice.id()).append(' ').append(ran).append(" of ")
                    .append(slice.specifications().size());
        }
        var line = outcomes.size() + " specifications ran: " + summary.substring(2);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, line + "\n\n" + text);
        System.out.println(line + " (" + file + ")");
    }

    private static String key(Slice slice, Specification specification) {
        return slice.id() + "/" + specification.id();
    }
}
