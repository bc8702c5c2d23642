-- A second copy of every line of the file of seals: a file that was cut short is known by it.
CREATE TABLE seal (
    key_id VARCHAR(64)   NOT NULL,
    number BIGINT        NOT NULL,
    line   VARCHAR(2000) NOT NULL,
    PRIMARY KEY (key_id, number)
);
