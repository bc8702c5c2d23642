-- The states of a rebuild by their names: IDLE, REPLAYING, COMPARED, SWITCHED_OVER; and the copy that readers see, 1 or 2.
ALTER TABLE projection RENAME COLUMN shown_side TO active_copy;
ALTER TABLE projection RENAME COLUMN other_side TO rebuild;
UPDATE projection SET rebuild = CASE
    WHEN rebuild = 'EMPTY' THEN 'IDLE'
    WHEN rebuild = 'KEPT' THEN 'SWITCHED_OVER'
    WHEN comparison IS NULL OR comparison = '' THEN 'REPLAYING'
    ELSE 'COMPARED' END;
