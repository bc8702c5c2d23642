-- Calls that came with an Idempotency-Key, kept for 24 hours. The answer is there once the call has got one.
CREATE TABLE idempotent_call (
    shopper_id      UUID         NOT NULL,
    idempotency_key VARCHAR(128) NOT NULL,
    operation_id    UUID         NOT NULL,
    fingerprint     VARCHAR(64)  NOT NULL,
    begun_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    answer          VARCHAR(200000),
    PRIMARY KEY (shopper_id, idempotency_key)
);

CREATE INDEX idempotent_call_begun_at ON idempotent_call (begun_at);
