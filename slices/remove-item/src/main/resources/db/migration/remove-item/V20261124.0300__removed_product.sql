CREATE TABLE removed_product (
    product_id VARCHAR(64) PRIMARY KEY,
    times      BIGINT NOT NULL,
    pieces     BIGINT NOT NULL
);
