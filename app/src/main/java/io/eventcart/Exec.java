package io.eventcart;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.util.List;

/** POSIX {@code execv}: replaces this process by another program, under the same process id. */
final class Exec {
    private Exec() {}

    /**
     * Does not return on success.
     *
     * @param command the program's absolute path, then its arguments
     * @throws Throwable if the system has no {@code execv}
     */
    @SuppressWarnings("restricted") // The manifest enables native access.
    static void replaceProcess(List<String> command) throws Throwable {
        var linker = Linker.nativeLinker();
        var execv = linker.downcallHandle(linker.defaultLookup().findOrThrow("execv"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var arguments = arena.allocate(ADDRESS, command.size() + 1L); // ends with a null
            for (var i = 0; i < command.size(); i++) {
                arguments.setAtIndex(ADDRESS, i, arena.allocateFrom(command.get(i)));
            }
            var result = (int) execv.invokeExact(arena.allocateFrom(command.getFirst()), arguments);
            throw new IllegalStateException("execv answered " + result);
        }
    }
}
