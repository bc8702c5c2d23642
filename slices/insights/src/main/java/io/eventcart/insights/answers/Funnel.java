package io.eventcart.insights.answers;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many units went how far through a sequence of events.
 *
 * @param position the global position up to which events are counted
 * @param steps in the order of the question
 */
public record Funnel(long position, List<FunnelStep> steps) {
    /**
     * One step.
     *
     * @param type of the event, such as {@code cart.item-added}
     * @param count how many units got to this step
     * @param ofFirst their share of the units at the first step, 0 to 1; null if there are none
     * @param ofPrevious their share of the units at the previous step, 0 to 1; null for the first step, or if there are none
     * @param medianFromPrevious the median time since the previous step; null for the first step, or if no unit got here
     */
    public record FunnelStep(String type, long count, @Nullable Double ofFirst, @Nullable Double ofPrevious,
            @JsonFormat(shape = Shape.STRING) @Nullable Duration medianFromPrevious) {}
}
