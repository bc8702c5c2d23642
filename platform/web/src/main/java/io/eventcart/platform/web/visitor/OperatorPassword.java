package io.eventcart.platform.web.visitor;

import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.sliceapi.StartFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the operator's password from the configuration, for the server and for commands that call one. */
public final class OperatorPassword {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorPassword.class);
    private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    private static final String FILE = "cart.operator.password-file";

    private OperatorPassword() {}

    /**
     * @return empty if none is configured
     * @throws StartFault if it is given in two ways, or the file has none
     */
    public static Optional<String> given(EventcartProperties.Operator operator) {
        var password = Optional.ofNullable(operator.password()).filter(given -> !given.isBlank());
        var file = operator.passwordFile();
        if (file == null) {
            return password;
        }
        if (password.isPresent()) {
            throw new StartFault(
                    "The operator's password is given twice, as cart.operator.password and as " + FILE + ".",
                    "Leave one of them out. The first one may also come from the environment, CART_OPERATOR_PASSWORD.");
        }
        return Optional.of(firstLine(file));
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            warnIfOthersMayRead(file);
            return lines.findFirst().filter(line -> !line.isBlank())
                    .orElseThrow(
                            () -> new StartFault("The first line of " + file + ", which " + FILE + " names, is empty.",
                                    "Write the operator's password there."));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new StartFault("The file " + file + ", which " + FILE + " names, can't be read as text: " + e + ".",
                    "Make a file that this user may read, with the operator's password as its first line.");
        }
    }

    private static void warnIfOthersMayRead(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            LOG.warn(
                    "Other users of this machine may read the operator's password in {}. Remove that permission: chmod 600 {}",
                    file,
                    file);
        }
    }
}
