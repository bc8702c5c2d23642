-- How far each event processor has read.
CREATE TABLE token (
    processor_name VARCHAR(255) NOT NULL,
    segment        INTEGER      NOT NULL,
    token          BYTEA,
    token_type     VARCHAR(255),
    time_stamp     VARCHAR(64),
    owner          VARCHAR(255),
    PRIMARY KEY (processor_name, segment)
);
