CREATE TABLE receipt (
    cart_id    UUID PRIMARY KEY,
    shopper_id UUID NOT NULL,
    -- The receipt as JSON, as it is shown: up to 100 lines.
    body       VARCHAR(200000) NOT NULL
);
