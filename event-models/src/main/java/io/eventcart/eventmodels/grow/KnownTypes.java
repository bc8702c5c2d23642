package io.eventcart.eventmodels.grow;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Resolves simple type names to imports, so that templates need none. */
final class KnownTypes {
    private static final Pattern NOT_CODE = Pattern
            .compile("\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|/\\*(?s:.*?)\\*/|//[^\\n]*");
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])[A-Za-z]\\w*");
    private static final Pattern TYPE = Pattern.compile("\\n(?:public |final )*(?:class|record) (\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);\\n");

    private final Map<String, String> names = new TreeMap<>();

    KnownTypes(Repository repository) {
        Templates.read("imports.txt").lines().forEach(this::add);
        for (var source : repository.sources()) {
            PACKAGE.matcher(repository.read(source)).results().findFirst()
                    .ifPresent(found -> add(found.group(1) + "." + simpleName(source)));
        }
    }

    static String simpleName(Path source) {
        return source.getFileName().toString().replaceFirst("\\.java$", "");
    }

    /** @param name qualified; with {@code static} before it for a method */
    void add(String name) {
        names.put(name.substring(name.lastIndexOf('.') + 1), name);
    }

    boolean has(String simpleName) {
        return names.containsKey(simpleName);
    }

    /** @return whether the name is visible without an import in that type of that package */
    private static boolean isVisible(String name, String itsPackage, String type) {
        var owner = name.substring(0, name.lastIndexOf('.'));
        return owner.equals(itsPackage) || owner.equals(itsPackage + "." + type);
    }

    /** @return the source with an import for each known name in it, in this code base's order */
    String withImports(String source) {
        var own = PACKAGE.matcher(source).results().findFirst().map(found -> found.group(1)).orElseThrow();
        var type = TYPE.matcher(source).results().findFirst().map(found -> found.group(1)).orElse("");
        var statics = new TreeSet<String>();
        var types = new TreeSet<String>();
        NAME.matcher(NOT_CODE.matcher(source).replaceAll("")).results().map(MatchResult::group).distinct()
                .filter(names::containsKey).map(names::get)
                .filter(name -> !isVisible(name, own, type))
                .forEach(name -> (name.startsWith("static ") ? statics : types).add("import " + name + ";\n"));
        var imports = String.join("", statics) + (statics.isEmpty() ? "" : "\n") + String.join("", types);
        return PACKAGE.matcher(source).replaceFirst("package " + own + ";\n\n" + imports);
    }
}
