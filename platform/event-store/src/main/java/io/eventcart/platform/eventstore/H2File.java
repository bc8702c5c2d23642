package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.StartFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/** The file of the embedded database in a data directory. */
public final class H2File {
    static final String USER = "sa";
    private static final int IN_USE = 90020;
    /** Errors of the disk or of access rights; the file may be intact. */
    private static final Set<Integer> INPUT_OUTPUT = Set.of(90028, 90031);
    private static final String SUFFIX = ".mv.db";
    public static final String NAME = "eventcart" + SUFFIX;
    private static final String KEYS = "keys";

    private final DataDirectory directory;
    private final Path path;

    public H2File(DataDirectory directory) {
        this.directory = directory;
        this.path = directory.resolve(NAME);
    }

    public Path path() {
        return path;
    }

    /** @return the JDBC URL. It disables H2's error log, a world-readable file with SQL statements */
    public String url() {
        var name = path.toString();
        return "jdbc:h2:file:" + name.substring(0, name.length() - SUFFIX.length()) + ";TRACE_LEVEL_FILE=0";
    }

    /**
     * Detects lost data: H2 makes a new database if the file is missing or empty, and for some damaged files.
     *
     * @throws StartFault if the database is new although there were events before
     */
    void requireHistory(Connection database) throws SQLException {
        try (var tables = database.getMetaData().getTables(null, null, "DOMAIN_EVENT", null)) {
            if (tables.next()) {
                return;
            }
        }
        // Files outside the database show that there were events.
        var traces = Stream.concat(Stream.of(KEYS), DeclaredData.files(data -> true).stream()).toList();
        for (var trace : traces) {
            if (holdsAnything(directory.resolve(trace))) {
                throw new StartFault(
                        "The database " + path + " has no events: it was missing, emptied or damaged, but "
                                + directory.resolve(trace)
                                + " shows that there were events.",
                        "Restore the database from a backup. If the events are in PostgreSQL or on "
                                + "Axon Server, start with the profile postgres or axonserver. To begin without events, name "
                                + "another folder with --cart.data-dir=FOLDER.");
            }
        }
    }

    private static boolean holdsAnything(Path fileOrFolder) {
        try (var files = Files.exists(fileOrFolder) ? Files.walk(fileOrFolder) : Stream.<Path>empty()) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException e) {
            throw new StartFault(fileOrFolder + " can't be read: " + e, "Give this user the right to.");
        }
    }

    /**
     * Makes the file, and the H2 log of older releases, readable by its owner only, whatever the folder's mode and the user's mask.
     */
    public void restrict() {
        Stream.of(path, directory.resolve("eventcart.trace.db")).filter(Files::exists).forEach(directory::restrict);
    }

    /** @return why it could not be opened, in one sentence; H2's message may contain a page of SQL */
    public StartFault fault(SQLException e) {
        if (e.getErrorCode() == IN_USE) {
            return new StartFault("Another process uses the database " + path + ".",
                    "Stop the other Eventcart, ask it over HTTP, or name another folder with --cart.data-dir=FOLDER.");
        }
        return INPUT_OUTPUT.contains(e.getErrorCode())
                ? new StartFault("The database " + path + " can't be opened: " + cause(e),
                        "Give this user the right to read and write it, and see that the disk has room.")
                : damaged("The database " + path, e);
    }

    private static String cause(SQLException e) {
        return String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    }

    static StartFault damaged(String database, SQLException e) {
        return new StartFault(database + " is damaged (H2 error " + e.getErrorCode() + ").",
                "Restore it from a backup, or name another folder with --cart.data-dir=FOLDER.");
    }
}
