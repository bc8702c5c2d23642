package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code bin/draw-models}: draws all pictures again. */
public final class DrawModels {
    private DrawModels() {}

    /** @param arguments {@code --repository FOLDER} */
    public static void main(String[] arguments) throws IOException {
        var module = Path.of(arguments.length == 2 && arguments[0].equals("--repository") ? arguments[1] : ".")
                .resolve("event-models");
        Files.createDirectories(module.resolve("pictures"));
        for (var picture : Pictures.of(Board.read(module.resolve("models"))).entrySet()) {
            Files.writeString(module.resolve(picture.getKey()), picture.getValue());
        }
    }
}
