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
 * Protects a command from taking effect twice, and from a decision on a state that its caller has not seen; see docs/adr/0042.
 * An endpoint takes it as an argument, made of the headers {@code Idempotency-Key} and {@code If-Match}, and sends it with the
 * command. The command's handler takes it as an argument, too, and passes it to the decision.
 *
 * @param operationId id of the caller's operation, the same when the caller repeats the call; null without an idempotency key
 * @param begunAt when the operation was sent first; null if that is now
 * @param expectedVersions the versions of which the target must have one; null for any, empty for none
 */
public record Guard(@Nullable String operationId, @Nullable Instant begunAt, @Nullable Set<Long> expectedVersions) {
    /** No precondition: the command takes effect each time it is sent, at any version. */
    public static final Guard NONE = new Guard(null, null, null);

    private static final String COMMA = ",";

    public Guard {
        expectedVersions = expectedVersions == null ? null : Set.copyOf(expectedVersions);
    }

    /** @return a guard with which the operation takes effect once */
    public static Guard ofOperation(String operationId, @Nullable Instant begunAt) {
        return new Guard(operationId, begunAt, null);
    }

    /** @return the guard in a command's metadata; between instances, messages carry only texts and numbers */
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

    /** @return the guard as a command's metadata; {@link #in} reads it */
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
