-- The second side of the table: while one is shown, the other can be rebuilt.
CREATE TABLE removed_product_2 (
    product_id VARCHAR(64) PRIMARY KEY,
    times      BIGINT NOT NULL,
    pieces     BIGINT NOT NULL
);
