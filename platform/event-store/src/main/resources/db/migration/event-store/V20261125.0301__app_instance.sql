-- Who works on this database now, by the database's clock: the projections are shared out among them.
CREATE TABLE app_instance (
    id      VARCHAR(64) PRIMARY KEY,
    seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
