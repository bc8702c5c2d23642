package io.eventcart.app.process;

import io.eventcart.app.EventcartApplication;
import io.eventcart.platform.commandline.CommandLineMode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the jar's commands, one after the other, as {@code main} would, for {@link OneJvm}: what they print goes into two files, and their
 * exit code back. It prints the port at which it is asked, and ends with its standard input.
 */
public final class CommandServer {
    private CommandServer() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("disable-axoniq-console-message", "true");
        var server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> serve(server));
        System.out.println(server.getLocalPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void serve(ServerSocket server) {
        while (true) {
            try (var caller = server.accept()) {
                var code = answer(new BufferedInputStream(caller.getInputStream()));
                caller.getOutputStream().write((code + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How many arguments, where the output goes, the operator's password as the caller's environment has it, the arguments. */
    private static int answer(InputStream asked) throws IOException {
        var command = new String[Integer.parseInt(next(asked))];
        var stdout = System.out;
        var stderr = System.err;
        try (var out = fileAt(next(asked)); var err = fileAt(next(asked))) {
            System.setProperty("cart.operator.password", next(asked));
            for (var n = 0; n < command.length; n++) {
                command[n] = next(asked);
            }
            System.setOut(out);
            System.setErr(err);
            return CommandLineMode.run(EventcartApplication.class, command);
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }

    private static PrintStream fileAt(String path) throws IOException {
        return new PrintStream(Files.newOutputStream(Path.of(path)), true, StandardCharsets.UTF_8);
    }

    /** Up to the next zero byte, which no argument can have in it. */
    private static String next(InputStream asked) throws IOException {
        var text = new ByteArrayOutputStream();
        for (int read; (read = asked.read()) != 0;) {
            if (read < 0) {
                throw new EOFException("cut short: " + text);
            }
            text.write(read);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
