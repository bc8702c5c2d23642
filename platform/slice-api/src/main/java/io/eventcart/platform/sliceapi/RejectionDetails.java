package io.eventcart.platform.sliceapi;

import java.util.Map;

/** The part of a {@link Rejection} that instances send to each other, so that its answer is the same whichever instance decides. */
public record RejectionDetails(String kind, Rejection.Nature nature, String message, Map<String, Object> facts) {}
