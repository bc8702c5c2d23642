package io.eventcart.eventmodels.grow;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads the file that a command is called with. */
final class ModelFile {
    private ModelFile() {}

    /** @throws ParameterException if it can't be read as text */
    static String read(Path file, CommandSpec spec) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new ParameterException(spec.commandLine(), file + " is no UTF-8 text. Name a model's JSON file.", e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + (Files.exists(file)
                    ? " can't be read. See that it is a file, and readable."
                    : " is not there. Name the file of a model."), e);
        }
    }
}
