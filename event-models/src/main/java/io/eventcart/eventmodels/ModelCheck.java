package io.eventcart.eventmodels;

import java.util.List;
import java.util.stream.Stream;

/** Checks all models together. */
public final class ModelCheck {
    private ModelCheck() {}

    /** @return the faults, in the order of the files; empty if there are none */
    public static List<Finding> check(Board board) {
        return board.models().stream()
                .flatMap(model -> Stream.of(
                        References.check(board, model),
                        Completeness.check(board, model),
                        Examples.check(board, model)).flatMap(List::stream))
                .toList();
    }
}
