-- The second side of the table: while one is shown, the other can be rebuilt.
CREATE TABLE shopper_cart_2 (
    cart_id    UUID PRIMARY KEY,
    shopper_id UUID NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX shopper_cart_newest_2 ON shopper_cart_2 (shopper_id, created_at, cart_id);
