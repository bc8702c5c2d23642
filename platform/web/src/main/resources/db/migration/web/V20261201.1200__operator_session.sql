-- The operator's sessions in browsers. Only a hash of each cookie is stored.
CREATE TABLE operator_session (
    id_hash      VARCHAR(64) PRIMARY KEY,
    began_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
