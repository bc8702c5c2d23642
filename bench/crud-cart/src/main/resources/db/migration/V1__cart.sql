CREATE TABLE cart (
    id             UUID PRIMARY KEY,
    version        BIGINT      NOT NULL,
    shopper_id     UUID        NOT NULL,
    status         VARCHAR(16) NOT NULL,
    currency       VARCHAR(3)  NOT NULL,
    created_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    checked_out_at TIMESTAMP(6) WITH TIME ZONE
);

CREATE INDEX cart_shopper ON cart (shopper_id, created_at);

CREATE SEQUENCE cart_line_seq INCREMENT BY 50;

CREATE TABLE cart_line (
    id         BIGINT PRIMARY KEY,
    cart_id    UUID           NOT NULL REFERENCES cart (id),
    product_id VARCHAR(64)    NOT NULL,
    name       VARCHAR(200)   NOT NULL,
    quantity   INTEGER        NOT NULL,
    unit_price DECIMAL(19, 4) NOT NULL,
    UNIQUE (cart_id, product_id)
);
