package io.eventcart.platform.sliceapi;

/** The metadata that every stored event bears, and what a command brings along for it. */
public final class MetaDataKeys {
    /** Who: {@code shopper:UUID}, {@code operator} or {@code import}. */
    public static final String ACTOR = "actor";
    /** How: the name of the command that caused the event. */
    public static final String COMMAND = "command";
    /** How: the version of the app that wrote the event. */
    public static final String APP_VERSION = "appVersion";
    /** What: the fields of that command, as JSON. Only on events that version 0.1.0 wrote; the event's data says it. */
    public static final String COMMAND_FIELDS = "commandFields";
    /** From where: the HTTP request that brought the command, if one did. */
    public static final String REQUEST_ID = "requestId";
    /** From where: the client's address, only where {@code cart.audit.record-address} says so. */
    public static final String ADDRESS = "address";
    /** Proves what is stored: see {@link StoredEvent#hashAfter}. */
    public static final String HASH = "hash";
    /** Why: one id through everything that one call from outside brought about. For an HTTP call it is the request's id. */
    public static final String CORRELATION_ID = "correlationId";
    /** Why: the id of the message that caused this one. For an event it is the command's. */
    public static final String CAUSATION_ID = "causationId";
    /** On commands: the version that the caller expects the cart to have, or several with commas between them. */
    public static final String EXPECTED_VERSION = "expectedVersion";
    /** Names the caller's intent, so that a command sent again takes effect once. */
    public static final String OPERATION_ID = "operationId";
    /** On commands: when the operation began, as ISO 8601. A command that is sent again bears the time of the first one. */
    public static final String OPERATION_BEGUN_AT = "operationBegunAt";
    /** When it happened outside, as ISO 8601, where that is not now. */
    public static final String OCCURRED_AT = "occurredAt";

    private MetaDataKeys() {}
}
