package io.eventcart.insights.answers;

import java.util.List;

/**
 * The products that were added, removed or bought in a period, in the order of the question.
 *
 * @param position the global position up to which events are counted
 */
public record ProductRanking(long position, List<ProductFigures> items) {}
