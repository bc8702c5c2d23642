package io.eventcart.insights.sql;

import java.util.List;
import java.util.Optional;

/**
 * A statement that {@link SqlFence} has checked: one SELECT over the known tables, bounded in size. What runs is made from the checked
 * tree, never from the caller's text.
 */
public final class CheckedSql {
    private final SqlTree tree;
    private final List<AnswerColumn> columns;
    private final Optional<String> obstacle;

    CheckedSql(SqlTree tree, List<AnswerColumn> columns, Optional<String> obstacle) {
        this.tree = tree;
        this.columns = columns;
        this.obstacle = obstacle;
    }

    SqlTree tree() {
        return tree;
    }

    public List<AnswerColumn> columns() {
        return columns;
    }

    /** @return whether the same events always give the same answer */
    public boolean repeatable() {
        return obstacle.isEmpty();
    }

    /**
     * What makes the answer a matter of time, chance or order.
     *
     * @return the name of a function, such as {@code random}, or a part, such as {@code LIMIT without ORDER BY}; empty if repeatable
     */
    public Optional<String> obstacleToRepeating() {
        return obstacle;
    }
}
