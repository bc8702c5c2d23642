package io.eventcart.sharedkernel;

import java.util.UUID;

final class Uuids {
    private Uuids() {}

    /** Stricter than {@link UUID#fromString}, which takes {@code 1-1-1-1-1}: two texts must never name the same cart. */
    static UUID parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("is not a UUID such as 3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a UUID such as 3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11", e);
        }
    }
}
