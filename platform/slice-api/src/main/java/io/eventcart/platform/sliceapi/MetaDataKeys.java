package io.eventcart.platform.sliceapi;

/** The keys of the metadata of stored events and of commands. */
public final class MetaDataKeys {
    /** Who: {@code shopper:UUID}, {@code operator} or {@code import}. */
    public static final String ACTOR = "actor";
    /** How: the name of the command that caused the event. */
    public static final String COMMAND = "command";
    /** How: the version of the app that wrote the event. */
    public static final String APP_VERSION = "appVersion";
    /** What: the fields of that command, as JSON. Only events of version 0.1.0 have it; the event's data has the same. */
    public static final String COMMAND_FIELDS = "commandFields";
    /** From where: the HTTP request that brought the command, if one did. */
    public static final String REQUEST_ID = "requestId";
    /** From where: the client's address, only if {@code cart.audit.record-address} is set. */
    public static final String ADDRESS = "address";
    /** Proves that the stored event was not changed, see {@link StoredEvent#hashAfter}. */
    public static final String HASH = "hash";
    /** Why: one id for everything that one call from outside caused. For an HTTP call it is the request's id. */
    public static final String CORRELATION_ID = "correlationId";
    /** Why: the id of the message that caused this one. For an event it is the command's. */
    public static final String CAUSATION_ID = "causationId";
    /** On commands: the versions of which the cart must have one, separated by commas. */
    public static final String EXPECTED_VERSION = "expectedVersion";
    /** The id of the caller's operation. A command that is sent again has the same one, so it takes effect once. */
    public static final String OPERATION_ID = "operationId";
    /** On commands: when the operation began, as ISO 8601. A command that is sent again has the time of the first one. */
    public static final String OPERATION_BEGUN_AT = "operationBegunAt";
    /** When it happened outside, as ISO 8601, if that is not when it was stored. */
    public static final String OCCURRED_AT = "occurredAt";

    private MetaDataKeys() {}
}
