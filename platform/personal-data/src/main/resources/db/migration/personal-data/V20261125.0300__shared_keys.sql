-- With the profile postgres the keys are here, so that all instances have the same; without it these tables stay empty.

-- The shoppers' keys, wrapped by the master key. A row of nothing but its shopper: erased, and given no key again.
CREATE TABLE shopper_key (
    shopper_id UUID PRIMARY KEY,
    made_at    TIMESTAMP(6) WITH TIME ZONE,
    nonce      BYTEA, -- 12 bytes
    wrapped    BYTEA  -- 48 bytes: key and tag
);

-- What else all instances must know, such as the key that signs guests' sessions, wrapped by the master key.
CREATE TABLE shared_secret (
    name    VARCHAR(64) PRIMARY KEY,
    nonce   BYTEA NOT NULL,
    wrapped BYTEA NOT NULL
);

-- One row: which master key has wrapped all of the above.
CREATE TABLE wrapped_by (
    one       SMALLINT PRIMARY KEY CHECK (one = 1),
    master_id VARCHAR(16) NOT NULL
);
