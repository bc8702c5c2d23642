-- One row: which event store the checkpoints and views in this database belong to.
CREATE TABLE recorded_event_store (
    one         SMALLINT PRIMARY KEY CHECK (one = 1),
    -- DATABASE for this one, or AXON_SERVER.
    kind        VARCHAR(16) NOT NULL,
    -- The id of its first event, once there is one, on Axon Server: two of them are told apart by it.
    first_event VARCHAR(64)
);
