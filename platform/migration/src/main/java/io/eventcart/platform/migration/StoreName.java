package io.eventcart.platform.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of store, by its name on the command line. */
enum StoreName {
    EMBEDDED, POSTGRES, AXONSERVER;

    static final class Converter implements ITypeConverter<StoreName> {
        @Override
        public StoreName convert(String text) {
            return Arrays.stream(values()).filter(store -> store.toString().equals(text)).findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("There is no store called '" + text + "'. Choose one of "
                                    + Arrays.stream(values()).map(StoreName::toString).collect(Collectors.joining(", "))
                                    + "."));
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
