CREATE TABLE cart_summary (
    cart_id UUID PRIMARY KEY,
    version BIGINT NOT NULL,
    -- The folded CartSummary as JSON: up to 100 lines.
    body    VARCHAR(200000) NOT NULL
);
