package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Finding;
import io.eventcart.eventmodels.InvalidModel;
import io.eventcart.eventmodels.Model;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.ModelCheck;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a new slice.
 *
 * @param bodies the method bodies left to the developer: {@code ChangeQuantityHandler.decide} and its file
 */
record GeneratedSlice(Slice slice, List<NewFile> files, Map<String, Path> bodies) {
    /**
     * @param json the content of the model's file
     * @param now the time in the migrations' names
     * @throws InvalidModel if the model has faults, or needs more than the generator can write
     * @throws AlreadyExists if the slice exists
     */
    static GeneratedSlice of(Repository repository, String file, String json, LocalDateTime now) {
        var model = Model.parse(file, json);
        var id = model.slice().id();
        refuseToOverwrite(repository, id, json);
        var others = repository.board().models().stream().filter(other -> !other.slice().id().equals(id)).toList();
        var board = new Board(Stream.concat(others.stream(), Stream.of(model)).toList());
        var blueprint = new Blueprint(model.slice(), board, repository, new KnownTypes(repository));
        var known = ModelCheck.check(new Board(others));
        refuse(ModelCheck.check(board).stream().filter(finding -> !known.contains(finding)).toList());
        refuse(GeneratorLimits.check(blueprint, model));
        return new SliceGenerator(blueprint, json, now).generate();
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new InvalidModel(findings);
        }
    }

    private static void refuseToOverwrite(Repository repository, String id, String json) {
        if (repository.has(Repository.folder(id))) {
            throw new AlreadyExists(Repository.folder(id) + " is there already, and nothing is overwritten.",
                    "Change that slice by hand, or give the model another id.");
        }
        if (repository.has(Repository.model(id)) && !repository.read(Repository.model(id)).equals(json)) {
            throw new AlreadyExists(Repository.model(id) + " is there already, and says something else.",
                    "Take the changes in first, with bin/import-model, and write the slice from that file.");
        }
    }
}
