-- The second side of the table: while one is shown, the other can be rebuilt.
CREATE TABLE cart_summary_2 (
    cart_id UUID PRIMARY KEY,
    version BIGINT NOT NULL,
    -- The folded CartSummary as JSON: up to 100 lines.
    body    VARCHAR(200000) NOT NULL
);
