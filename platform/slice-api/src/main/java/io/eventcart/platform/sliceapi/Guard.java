package io.eventcart.platform.sliceapi;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Protects a command from taking effect twice, and from a decision on a state that its caller has not seen. An endpoint takes it as an
 * argument, made of the headers {@code Idempotency-Key} and {@code If-Match}, and sends it with the command. The command's handler
 * takes it as an argument, too, and hands it to the decision.
 *
 * @param operationId names the caller's intent: the same again when the caller repeats the call; null if the caller gave no key
 * @param begunAt when the operation was sent first; null for a first time that is now
 * @param expectedVersions the versions of which the target must have one; null for any, empty for none
 */
public record Guard(@Nullable String operationId, @Nullable Instant begunAt, @Nullable Set<Long> expectedVersions) {
    /** A command that takes effect each time it is sent, whatever the version. */
    public static final Guard NONE = new Guard(null, null, null);

    private static final String COMMA = ",";

    public Guard {
        expectedVersions = expectedVersions == null ? null : Set.copyOf(expectedVersions);
    }

    /** @return a guard against taking effect twice */
    public static Guard ofOperation(String operationId, @Nullable Instant begunAt) {
        return new Guard(operationId, begunAt, null);
    }

    /** @return what a command's metadata says of it: between two instances a message carries nothing but texts and numbers */
    public static Guard in(Map<String, ?> metaData) {
        return new Guard(text(metaData, MetaDataKeys.OPERATION_ID),
                metaData.get(MetaDataKeys.OPERATION_BEGUN_AT) instanceof String begunAt ? Instant.parse(begunAt) : null,
                versions(text(metaData, MetaDataKeys.EXPECTED_VERSION)));
    }

    private static @Nullable String text(Map<String, ?> metaData, String key) {
        var value = metaData.get(key);
        return value == null ? null : value.toString();
    }

    private static @Nullable Set<Long> versions(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(text.split(COMMA)).map(String::strip).filter(version -> !version.isEmpty())
                        .map(Long::valueOf).collect(Collectors.toSet());
    }

    /** @return the metadata in which a command carries it */
    public Map<String, String> metaData() {
        var metaData = new HashMap<String, String>();
        if (operationId != null) {
            metaData.put(MetaDataKeys.OPERATION_ID, operationId);
        }
        if (begunAt != null) {
            metaData.put(MetaDataKeys.OPERATION_BEGUN_AT, begunAt.toString());
        }
        if (expectedVersions != null) {
            metaData.put(MetaDataKeys.EXPECTED_VERSION, new TreeSet<>(expectedVersions).stream().map(String::valueOf)
                    .collect(Collectors.joining(COMMA)));
        }
        return metaData;
    }

    public boolean allows(long version) {
        return expectedVersions == null || expectedVersions.contains(version);
    }
}
