package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Finding;
import io.eventcart.eventmodels.InvalidModel;
import io.eventcart.eventmodels.Model;
import io.eventcart.eventmodels.ModelCheck;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The comparison of a board with the existing models.
 *
 * @param slices the board's slices, in its order
 * @param missing the existing slices that are not on the board
 */
record BoardImport(List<ImportedSlice> slices, List<String> missing) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One slice of the board.
     *
     * @param json the new content of its file
     * @param changes the differences; empty for a new or unchanged slice
     */
    record ImportedSlice(String id, String json, boolean isNew, List<String> changes) {
        boolean isToBeWritten() {
            return isNew || !changes.isEmpty();
        }

        String kind() {
            return isNew ? "new        " : changes.isEmpty() ? "unchanged  " : "changed    ";
        }
    }

    /** @throws InvalidModel if the board has another format, or faults together with the models that it does not replace */
    static BoardImport of(Repository repository, String file, String json) {
        var tree = Model.tree(file, json);
        Model.slices(file, tree);
        var slices = tree.path("slices").valueStream().toList();
        var ids = slices.stream().map(BoardImport::id).toList();
        refuseDuplicateIds(file, ids);
        var there = repository.board();
        var stay = there.models().stream().filter(model -> !ids.contains(model.slice().id())).toList();
        var models = slices.stream().map(slice -> Model.parse(id(slice) + ".json", Layout.of(slice))).toList();
        refuse(ModelCheck.check(new Board(Stream.concat(stay.stream(), models.stream()).toList())));
        return new BoardImport(slices.stream().map(slice -> imported(repository, slice)).toList(),
                stay.stream().map(model -> model.slice().id()).toList());
    }

    long written() {
        return slices.stream().filter(ImportedSlice::isToBeWritten).count();
    }

    private static String id(JsonNode slice) {
        return slice.path("id").asString("");
    }

    private static void refuseDuplicateIds(String file, List<String> ids) {
        refuse(ids.stream().filter(id -> ids.indexOf(id) != ids.lastIndexOf(id)).distinct()
                .map(id -> new Finding(file, id, "is the id of more than one slice", "Give each an id of its own"))
                .toList());
        refuse(ids.stream().filter(id -> !id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"))
                .map(id -> new Finding(file, "\"" + id + "\"", "is no id of a slice",
                        "Write words in small letters with hyphens, such as add-item: it names a file and a folder"))
                .toList());
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new InvalidModel(findings);
        }
    }

    private static ImportedSlice imported(Repository repository, JsonNode slice) {
        var file = Repository.model(id(slice));
        if (!repository.has(file)) {
            return new ImportedSlice(id(slice), Layout.of(slice), true, List.of());
        }
        var before = JSON.readTree(repository.read(file)).path("slices").path(0);
        return new ImportedSlice(id(slice), Layout.of(slice), false, FileDifference.between(before, slice));
    }
}
