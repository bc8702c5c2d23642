package io.eventcart.platform.migration;

import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The switches that rewrite events during a migration. */
final class HistoryRewriteOptions {
    @Option(names = "--upcast", description = "every event in its newest form; the chain is built anew, and the old one's root recorded")
    boolean upcast;

    @Option(names = "--transform", paramLabel = "CLASS", description = "a class that implements EventTransform; it may rename, split, drop or fix events")
    @Nullable
    String transform;

    @Option(names = "--transform-jar", paramLabel = "FILE", description = "the jar with that class, if it is not on the class path")
    @Nullable
    Path jar;

    HistoryRewrite rewrite() {
        var steps = new LinkedHashMap<String, EventTransform>();
        if (upcast) {
            steps.put("upcast", UpcastToNewest.ofTheSlices());
        }
        if (transform != null) {
            steps.put(transform, load(transform));
        } else if (jar != null) {
            throw MigrationFault.calledWrongly("--transform-jar is given without --transform.",
                    "Name the class in it, too.");
        }
        return new HistoryRewrite(steps);
    }

    private EventTransform load(String name) {
        try {
            return loader().loadClass(name).asSubclass(EventTransform.class).getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw MigrationFault.calledWrongly("There is no class " + name + (jar == null ? "" : " in " + jar) + ".",
                    "Give its full name, and the jar that it is in with --transform-jar=FILE.");
        } catch (ClassCastException e) {
            throw MigrationFault.calledWrongly(name + " is no " + EventTransform.class.getName() + ".",
                    "Let it implement that interface.");
        } catch (ReflectiveOperationException e) {
            throw MigrationFault.calledWrongly(name + " can't be made: " + e + ".",
                    "Give it a public constructor without parameters, in a public class.");
        }
    }

    @SuppressWarnings("StreamResourceLeak") // It stays open until the command ends, as long as the class is used.
    private ClassLoader loader() {
        var own = EventTransform.class.getClassLoader();
        if (jar == null) {
            return own;
        }
        if (!Files.isReadable(jar)) {
            throw MigrationFault.calledWrongly(jar + " can't be read.", "Name a jar with --transform-jar=FILE.");
        }
        try {
            return new URLClassLoader(new URL[]{jar.toUri().toURL()}, own);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
