CREATE TABLE shopper_cart (
    cart_id    UUID PRIMARY KEY,
    shopper_id UUID NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX shopper_cart_newest ON shopper_cart (shopper_id, created_at, cart_id);
