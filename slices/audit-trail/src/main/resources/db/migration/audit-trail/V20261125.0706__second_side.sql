-- The second side of the table: while one is shown, the other can be rebuilt.
CREATE TABLE audit_entry_2 (
    id             BIGINT       PRIMARY KEY,
    happened_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor          VARCHAR(64)  NOT NULL,
    command        VARCHAR(128),
    command_fields VARCHAR(100000),
    stream         VARCHAR(64)  NOT NULL,
    version        BIGINT       NOT NULL,
    type           VARCHAR(128) NOT NULL,
    revision       VARCHAR(32)  NOT NULL,
    event_id       VARCHAR(64)  NOT NULL,
    correlation_id VARCHAR(1000),
    causation_id   VARCHAR(128),
    request_id     VARCHAR(128),
    address        VARCHAR(64),
    hash           VARCHAR(64)
);
CREATE INDEX audit_entry_happened_at_2 ON audit_entry_2 (happened_at, id);
CREATE INDEX audit_entry_actor_2 ON audit_entry_2 (actor, happened_at, id);
CREATE INDEX audit_entry_type_2 ON audit_entry_2 (type, happened_at, id);
CREATE INDEX audit_entry_stream_2 ON audit_entry_2 (stream, version);
