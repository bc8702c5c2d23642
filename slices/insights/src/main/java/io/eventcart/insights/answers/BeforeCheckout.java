package io.eventcart.insights.answers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of events that came before a checkout, and before a cart was abandoned. A cart that was abandoned and checked out later
 * is a case of both.
 *
 * @param position the global position up to which events are counted
 * @param checkouts how many carts were checked out
 * @param abandonments how many carts were abandoned
 * @param items one for each pattern, the one with the most cases first; ties by pattern
 */
public record BeforeCheckout(long position, long checkouts, long abandonments, List<PatternOdds> items) {
    /**
     * One pattern.
     *
     * @param pattern types of events, the oldest first; shorter than asked for if there were fewer events
     * @param beforeCheckout how many checkouts it came before
     * @param beforeAbandonment how many abandonments it came before
     * @param oddsRatio the odds of a checkout with the pattern, divided by those without; above 1, it came before
     *        checkouts more often; null if one of the four numbers is 0
     * @param low the lower bound of the ratio's 95 % confidence interval (Woolf's method); null together with the ratio
     * @param high the upper bound
     * @param note says in one sentence why there is no ratio; null, and left out of JSON, if there is one
     * @param example a cart for each
     */
    public record PatternOdds(List<String> pattern, long beforeCheckout, long beforeAbandonment,
            @Nullable Double oddsRatio,
            @Nullable Double low, @Nullable Double high, @JsonInclude(Include.NON_NULL) @Nullable String note,
            PatternExample example) {}

    /**
     * Two carts to look at: of all that fit, those whose ids come first as texts.
     *
     * @param checkedOut null if the pattern came before no checkout
     * @param abandoned null if the pattern came before no abandonment
     */
    public record PatternExample(@Nullable UUID checkedOut, @Nullable UUID abandoned) {}
}
