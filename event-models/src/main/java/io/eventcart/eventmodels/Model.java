package io.eventcart.eventmodels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The model of one slice, in its own file.
 *
 * @param file its name, {@code add-item.json}
 */
public record Model(String file, Slice slice) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private record SliceList(List<Slice> slices) {}

    /** @throws InvalidModel if it is not JSON, not of the format, or does not hold exactly one slice */
    public static Model read(Path file) {
        try {
            return parse(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws InvalidModel like {@link #read} */
    public static Model parse(String file, String json) {
        var tree = tree(file, json);
        var slices = slices(file, tree);
        if (slices.size() != 1) {
            throw new InvalidModel(List.of(new Finding(file, "slices", "holds " + slices.size() + " slices",
                    "Give each slice a file of its own; bin/import-model splits a board")));
        }
        return new Model(file, slices.getFirst());
    }

    /** @return the slices of a file with any number of slices; throws {@link InvalidModel} if it has another format */
    public static List<Slice> slices(String file, JsonNode tree) {
        var findings = FormatSchema.check(file, tree);
        if (!findings.isEmpty()) {
            throw new InvalidModel(findings);
        }
        return JSON.treeToValue(tree, SliceList.class).slices();
    }

    /** @throws InvalidModel if it is not JSON */
    public static JsonNode tree(String file, String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidModel(List.of(new Finding(file,
                    "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr(),
                    "is not JSON (" + e.getOriginalMessage() + ")", "Fix it there")));
        }
    }
}
