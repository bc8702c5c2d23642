package io.eventcart.insights.sql;

/**
 * A column of an answer.
 *
 * @param name as the statement gives it; several may have the same
 * @param type DuckDB's name of it, such as {@code BIGINT}, {@code DECIMAL(18,4)} or {@code STRUCT(a INTEGER, b VARCHAR)[]}
 */
public record AnswerColumn(String name, String type) {}
