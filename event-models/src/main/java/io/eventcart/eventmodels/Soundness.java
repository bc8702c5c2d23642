package io.eventcart.eventmodels;

import java.util.List;
import java.util.stream.Stream;

/** Whether the models, taken together, hold water. */
public final class Soundness {
    private Soundness() {}

    /** @return what is wrong, in the order of the files; empty if all is well */
    public static List<Finding> check(Board board) {
        return board.models().stream()
                .flatMap(model -> Stream.of(
                        References.check(board, model),
                        Completeness.check(board, model),
                        Examples.check(board, model)).flatMap(List::stream))
                .toList();
    }
}
