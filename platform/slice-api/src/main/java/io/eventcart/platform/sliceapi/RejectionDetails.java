package io.eventcart.platform.sliceapi;

import java.util.Map;

/** What of a {@link Rejection} travels between instances: the same answer must come out on either side of Axon Server. */
public record RejectionDetails(String kind, Rejection.Nature nature, String message, Map<String, Object> facts) {}
