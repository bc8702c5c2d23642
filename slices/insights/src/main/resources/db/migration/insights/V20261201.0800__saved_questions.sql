-- A question about the history that is worth keeping, and why it was asked.
CREATE TABLE insights_question (
    name VARCHAR(64) NOT NULL,
    saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sql_text VARCHAR(20000) NOT NULL,
    about VARCHAR(2000) NOT NULL,
    CONSTRAINT insights_question_pk PRIMARY KEY (name)
);

-- The first answer at each position: the same question at the same position has the same answer later.
CREATE TABLE insights_answer (
    question VARCHAR(64) NOT NULL,
    position BIGINT NOT NULL,
    -- Up to that position: another store may count positions differently, but not the events.
    events BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    answered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT insights_answer_pk PRIMARY KEY (question, position)
);
