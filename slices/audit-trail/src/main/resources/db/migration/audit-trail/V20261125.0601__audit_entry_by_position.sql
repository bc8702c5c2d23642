-- A row is named by its event's position in the store: a rebuild makes the same rows again. Only the trail's readers look for
-- streams and versions, so nothing has to be checked at every row that is written. It is rebuilt from the events at the next
-- start: db/migration/app takes the token away.
DROP TABLE audit_entry;
CREATE TABLE audit_entry (
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
CREATE INDEX audit_entry_happened_at ON audit_entry (happened_at, id);
CREATE INDEX audit_entry_actor ON audit_entry (actor, happened_at, id);
CREATE INDEX audit_entry_type ON audit_entry (type, happened_at, id);
CREATE INDEX audit_entry_stream ON audit_entry (stream, version);
