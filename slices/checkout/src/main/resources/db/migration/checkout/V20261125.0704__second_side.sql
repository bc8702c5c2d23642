-- The second side of the table: while one is shown, the other can be rebuilt.
CREATE TABLE receipt_2 (
    cart_id    UUID PRIMARY KEY,
    shopper_id UUID NOT NULL,
    -- The receipt as JSON, as it is shown: up to 100 lines.
    body       VARCHAR(200000) NOT NULL
);
CREATE INDEX receipt_of_shopper_2 ON receipt_2 (shopper_id);
