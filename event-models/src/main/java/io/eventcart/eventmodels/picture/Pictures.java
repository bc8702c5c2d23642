package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Board;
import java.util.Map;
import java.util.TreeMap;

/** All pictures of a board. */
public final class Pictures {
    private Pictures() {}

    /** @return SVG by file: {@code board.svg} and {@code pictures/SLICE.svg} */
    public static Map<String, String> of(Board board) {
        var pictures = new TreeMap<String, String>();
        pictures.put("board.svg", BoardPicture.of(board));
        board.models().forEach(
                model -> pictures.put("pictures/" + model.slice().id() + ".svg",
                        SlicePicture.of(board, model.slice())));
        return pictures;
    }
}
