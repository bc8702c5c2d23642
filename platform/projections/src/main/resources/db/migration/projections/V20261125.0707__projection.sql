-- Which of the two sides of a projection readers see, and what the other one is for.
CREATE TABLE projection (
    name       VARCHAR(64) PRIMARY KEY,
    shown_side INTEGER     NOT NULL,
    -- EMPTY, REPLAYING, or KEPT for a roll back.
    other_side VARCHAR(16) NOT NULL,
    paused     BOOLEAN     NOT NULL,
    -- When the other side became what it is.
    since      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    -- How the rows of both sides compared before the last swap, as JSON.
    comparison VARCHAR(10000)
);
